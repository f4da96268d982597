// Most of a test here is waiting, for processes to start, for disks and for leases to run out, and each has folders and ports
// of its own; so three run at a time, also of one class.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 3)]

namespace Hud.Cluster.Tests.Support;

/// <summary>Tests that need the machine to themselves.</summary>
[CollectionDefinition("Processes", DisableParallelization = true)]
public sealed class ProcessesCollection;

/// <summary>Runs that must end as an undisturbed one.</summary>
[CollectionDefinition("Runs")]
public sealed class RunsCollection : ICollectionFixture<Undisturbed>;

/// <summary>Clusters that must end with the tables of an undisturbed run.</summary>
[CollectionDefinition("Clusters")]
public sealed class ClustersCollection : ICollectionFixture<KnownTables>;
