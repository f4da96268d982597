namespace Hud.Cluster.Tests.Support;

/// <summary>One at a time: these tests need the machine to themselves.</summary>
[CollectionDefinition("Processes", DisableParallelization = true)]
public sealed class ProcessesCollection : ICollectionFixture<Undisturbed>;

/// <inheritdoc cref="ProcessesCollection"/>
[CollectionDefinition("Clusters", DisableParallelization = true)]
public sealed class ClustersCollection : ICollectionFixture<KnownTables>;

/// <inheritdoc cref="ProcessesCollection"/>
[CollectionDefinition("Hosts", DisableParallelization = true)]
public sealed class HostsCollection;
