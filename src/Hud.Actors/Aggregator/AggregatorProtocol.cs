using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Hud.Experiments.Plans;

namespace Hud.Actors.Aggregator;

/// <summary>What the aggregator takes and answers; it stays within the seed's process.</summary>
public static class AggregatorProtocol
{
    // Queries

    /// <summary>Writes what is not written yet. Answered by <see cref="TablesWritten"/> or <see cref="TablesFailed"/>.
    /// </summary>
    public sealed record GetTables : INoSerializationVerificationNeeded;

    // Replies

    /// <param name="Recorded">Results in the tables.</param>
    public sealed record TablesWritten(ImmutableArray<string> Files, int Recorded) : INoSerializationVerificationNeeded;

    /// <summary>The files are as they were; tried again every few seconds.</summary>
    public sealed record TablesFailed(string Message) : INoSerializationVerificationNeeded;

    // To itself

    /// <summary>A node has sent a picture of the trial, perhaps long after its result.</summary>
    internal sealed record PictureArrived(TrialKey Trial) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    internal sealed class Write : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static Write Instance { get; } = new();
    }
}
