using System.Globalization;
using Hud.Actors.Coordinator;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.History;

/// <summary>Facts of the journal in the words of the API. Pure.</summary>
internal static class Changes
{
    /// <param name="node">Who ran an attempt, where the fact does not say.</param>
    public static Change Of(JournaledFact stored, Func<AttemptId, NodeId?> node)
    {
        Change Say(string kind, DateTimeOffset at) => new(stored.Sequence, kind, at);
        Change Attempt(string kind, DateTimeOffset at, AttemptId attempt, string? detail) => Say(kind, at) with
        {
            Trial = attempt.Trial.Value,
            Attempt = attempt.Number,
            Node = node(attempt)?.Value,
            Detail = detail,
        };
        return stored.Fact switch
        {
            ExperimentSubmitted e => Say("submitted", e.At) with
            {
                Experiment = e.Plan.Id,
                Detail = string.Create(CultureInfo.InvariantCulture, $"{e.Keys.Length} trials"),
            },
            ExperimentResumed e => Say("resumed", e.At) with { Experiment = e.Experiment },
            PlanExtended e => Say("extended", e.At) with
            {
                Experiment = e.Experiment,
                Detail = string.Create(CultureInfo.InvariantCulture, $"{e.Keys.Length} more trials"),
            },
            RungJudged e => Attempt(
                e.Stops ? "stopped" : "judged", e.At, e.Attempt,
                string.Create(CultureInfo.InvariantCulture, $"{(e.Stops ? "stopped early" : "goes on")} at step {e.Step}: {e.Why}")),
            TrialAssigned e => Attempt("assigned", e.At, e.Attempt, e.Slot) with { Experiment = e.Experiment, Node = e.Node.Value },
            CheckpointMarked e => Attempt(
                "checkpoint", e.At, e.Attempt,
                string.Create(CultureInfo.InvariantCulture, $"{e.Checkpoint.Phase.ToString().ToLowerInvariant()} {e.Checkpoint.Step}")),
            AttemptLost e => Attempt("lost", e.At, e.Attempt, $"{WordOf(e.Reason)}: {e.Detail}"),
            TrialFailed e => Attempt("failed", e.At, e.Attempt, e.Failure.Message),
            ResultRecorded e => Attempt("recorded", e.At, e.Attempt, null),
            ExperimentPaused e => Say("paused", e.At) with { Experiment = e.Experiment },
            ExperimentContinued e => Say("continued", e.At) with { Experiment = e.Experiment },
            ExperimentCancelled e => Say("cancelled", e.At) with { Experiment = e.Experiment },
            ExperimentPrioritised e => Say("prioritised", e.At) with
            {
                Experiment = e.Experiment,
                Detail = e.Priority.ToString(CultureInfo.InvariantCulture),
            },
            TrialRetried e => Say("retried", e.At) with { Trial = e.Trial.Value },
            NodeDraining e => Say("draining", e.At) with { Node = e.Node.Value },
            NodeUndrained e => Say("undrained", e.At) with { Node = e.Node.Value },
            NodeQuarantined e => Say("quarantined", e.At) with { Node = e.Node.Value, Detail = e.Reason },
            NodeReleased e => Say("released", e.At) with { Node = e.Node.Value, Detail = e.Why },
            CanaryPassed e => Say("cleared", e.At) with { Node = e.Node.Value, Detail = e.Architecture },
            var other => throw new NotSupportedException($"no words for {other.GetType().Name}"),
        };
    }

    /// <summary>lease_expired for LeaseExpired.</summary>
    public static string WordOf(LossReason reason) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
