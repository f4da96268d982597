using Akka.Actor;
using Akka.Event;

namespace Hud.Actors.Aggregator;

/// <summary>What the library takes and answers; it stays within the seed's process.</summary>
public static class LibraryProtocol
{
    /// <summary>Brings an experiment's tables up to date. Answered by <see cref="AggregatorProtocol.TablesWritten"/>,
    /// <see cref="AggregatorProtocol.TablesFailed"/> or <see cref="Coordinator.CoordinatorProtocol.ExperimentUnknown"/>.
    /// </summary>
    public sealed record GetTablesOf(string Experiment) : INoSerializationVerificationNeeded;

    internal sealed class Look : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static Look Instance { get; } = new();
    }
}
