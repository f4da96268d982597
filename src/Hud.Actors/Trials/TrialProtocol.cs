using Akka.Actor;
using Akka.Event;
using Hud.Actors.Protocol;

namespace Hud.Actors.Trials;

/// <summary>What a trial actor takes besides the coordinator's <see cref="Coordinator.CoordinatorProtocol.ReportReceived"/>.
/// All local to one process.</summary>
public static class TrialProtocol
{
    /// <summary>Checkpoint and leave.</summary>
    public sealed class StopTrial : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        private StopTrial()
        {
        }

        public static StopTrial Instance { get; } = new();
    }

    /// <summary>From the runner's thread to the actor.</summary>
    internal sealed record Signalled(TrialSignal Signal) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    /// <summary>Time to repeat what was not acknowledged.</summary>
    internal sealed class Resend : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        private Resend()
        {
        }

        public static Resend Instance { get; } = new();
    }

    /// <summary>To the parent, when the outcome is acknowledged.</summary>
    internal sealed record TrialClosed(AttemptId Attempt) : INoSerializationVerificationNeeded;
}
