using System.Collections.Immutable;
using System.Globalization;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    private static Decision Operate(CoordinatorState state, Roster roster, IOperatorCommand command, DateTimeOffset now)
    {
        if (state.Handled.Contains(command.Command)) return Done(command, roster, "done already");
        return command switch
        {
            PauseExperiment c => OnExperiment(state, roster, c, c.Experiment, _ => new ExperimentPaused(c.Command, c.Experiment, now),
                "paused; what runs goes on to its end"),
            ResumeExperiment c => OnExperiment(
                state, roster, c, c.Experiment, _ => new ExperimentContinued(c.Command, c.Experiment, now), "goes on"),
            PrioritiseExperiment { Priority: < ExperimentTerms.LowestPriority or > ExperimentTerms.HighestPriority } c =>
                Refused(c, roster, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{c.Priority} is no priority: {ExperimentTerms.LowestPriority} to {ExperimentTerms.HighestPriority} are")),
            PrioritiseExperiment c => OnExperiment(
                state, roster, c, c.Experiment, _ => new ExperimentPrioritised(c.Command, c.Experiment, c.Priority, now),
                string.Create(CultureInfo.InvariantCulture, $"has priority {c.Priority}")),
            CancelExperiment c => Cancel(state, roster, c, now),
            RetryTrial c => Retry(state, roster, c, now),
            QuarantineTrial c => SetAside(state, roster, c, now),
            DrainNode c => Drain(state, roster, c, now),
            UndrainNode c => OnNode(
                state, roster, c, c.Node, state.Node(c.Node).Drain is null ? "is not draining" : null,
                _ => new NodeUndrained(c.Command, c.Node, now), "takes work again"),
            QuarantineNode c => OnNode(
                state, roster, c, c.Node, state.Node(c.Node).Quarantine is null ? null : "is in quarantine already",
                _ => new NodeQuarantined(c.Node, QuarantineCause.Person, ByPerson(c.Reason), [], now) { Command = c.Command },
                "is in quarantine; what runs there goes on to its end"),
            ReleaseNode c => OnNode(
                state, roster, c, c.Node, state.Node(c.Node).Quarantine is null ? "is not in quarantine" : null,
                n => new NodeReleased(c.Command, c.Node, n?.Incarnation, "released by a person", now), "is trusted again"),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "unknown command"),
        };
    }

    private static Decision Done(IOperatorCommand command, Roster roster, string message, params ImmutableArray<ICoordinatorEvent> events) =>
        new(events, [new Reply(new CommandDone(command.Command, message))], roster);

    private static Decision Refused(IOperatorCommand command, Roster roster, string reason) =>
        Nothing(roster, new Reply(new CommandRefused(command.Command, reason)));

    private static Decision Unknown(IOperatorCommand command, Roster roster, string reason) =>
        Nothing(roster, new Reply(new CommandRefused(command.Command, reason) { Unknown = true }));

    private static string ByPerson(string? reason) => reason is null ? "quarantined by a person" : $"quarantined by a person: {reason}";

    private static Decision OnExperiment(
        CoordinatorState state, Roster roster, IOperatorCommand command, string experiment,
        Func<PlanRecord, ICoordinatorEvent> change, string message)
    {
        if (!state.Experiments.TryGetValue(experiment, out var plan)) return Unknown(command, roster, $"no experiment {experiment}");
        return plan.Cancelled
            ? Refused(command, roster, $"{experiment} was cancelled; submit it again to continue it")
            : Done(command, roster, $"{experiment} {message}", change(plan));
    }

    private static Decision Cancel(CoordinatorState state, Roster roster, CancelExperiment c, DateTimeOffset now)
    {
        var cancelled = OnExperiment(
            state, roster, c, c.Experiment, _ => new ExperimentCancelled(c.Command, c.Experiment, now),
            "is cancelled; what is recorded stays");
        if (cancelled.Events.IsEmpty) return cancelled;
        var running = OnlyWantedBy(state, c.Experiment).Select(key => state.Trials[key]).Where(t => t.Lease is not null).ToList();
        return cancelled with
        {
            Effects = [.. cancelled.Effects, .. running.Select(t => new SendStop(t.Lease!.Node, t.Current))],
            Roster = running.Aggregate(roster, (r, t) => r.Taken(t.Current, t.Lease!)),
        };
    }

    private static Decision Retry(CoordinatorState state, Roster roster, RetryTrial c, DateTimeOffset now)
    {
        if (Find(state, c.Trial, out var missing) is not { } trial) return Unknown(c, roster, missing);
        return trial.Status switch
        {
            TrialStatus.Recorded => Refused(c, roster, $"{trial.Key} is recorded already"),
            TrialStatus.Running => Refused(c, roster, $"{trial.Key} is running"),
            TrialStatus.Cancelled when !trial.StoppedEarly => Refused(c, roster, $"{trial.Key} was cancelled with its experiment; submit that again"),
            _ => Done(c, roster, $"{trial.Key} is tried again", new TrialRetried(c.Command, trial.Key, now)),
        };
    }

    private static Decision SetAside(CoordinatorState state, Roster roster, QuarantineTrial c, DateTimeOffset now)
    {
        if (Find(state, c.Trial, out var missing) is not { } trial) return Unknown(c, roster, missing);
        if (trial.Status is TrialStatus.Recorded) return Refused(c, roster, $"{trial.Key} is recorded already");
        if (trial.Status is TrialStatus.Failed) return Refused(c, roster, $"{trial.Key} failed already, and waits for 'hud retry'");
        if (trial.Status is TrialStatus.Cancelled) return Refused(c, roster, $"{trial.Key} was cancelled with its experiment");
        var failure = new ChildFailure(FailureKind.Error, ByPerson(c.Reason), null, trial.Spec.Seed);
        var aside = Done(
            c, roster, $"{trial.Key} is in quarantine until 'hud retry'", new TrialFailed(trial.Current, failure, now) { Command = c.Command });
        return trial.Lease is not { } lease ? aside : aside with
        {
            Effects = [.. aside.Effects, new SendStop(lease.Node, trial.Current)],
            Roster = roster.Forget(trial.Current),
        };
    }

    private static Decision Drain(CoordinatorState state, Roster roster, DrainNode c, DateTimeOffset now)
    {
        var drained = OnNode(
            state, roster, c, c.Node, null, _ => new NodeDraining(c.Command, c.Node, c.StopAttempts, now),
            c.StopAttempts ? "takes nothing new; its attempts checkpoint and leave" : "takes nothing new; its attempts go on to their end");
        return drained.Events.IsEmpty ? drained : drained with
        {
            Effects =
            [
                .. drained.Effects, .. NothingExpected(roster, c.Node),
                .. c.StopAttempts ? RunningOn(state, c.Node).Select(t => new SendStop(c.Node, t.Current)) : [],
            ],
        };
    }

    private static Decision OnNode(
        CoordinatorState state, Roster roster, IOperatorCommand command, NodeId node, string? obstacle,
        Func<NodeEntry?, ICoordinatorEvent> change, string message)
    {
        var entry = roster.Nodes.GetValueOrDefault(node.Value);
        if (entry is null && !state.Nodes.ContainsKey(node.Value) && !state.Agenda.Busy.ContainsKey(node))
            return Unknown(command, roster, $"no node {node} was ever seen");
        return obstacle is null
            ? Done(command, roster, $"{node} {message}", change(entry))
            : Refused(command, roster, $"{node} {obstacle}");
    }

    /// <param name="digits">A key or its first digits.</param>
    /// <param name="missing">Why there is none; meaningless otherwise.</param>
    /// <param name="missing">Why there is none, for people.</param>
    public static TrialRecord? Find(CoordinatorState state, string digits, out string missing)
    {
        missing = $"no trial {digits}";
        if (state.Trials.TryGetValue(new TrialKey(digits), out var exact)) return exact;
        var found = digits.Length == 0
            ? []
            : state.Trials.Values.Where(t => t.Key.Value.StartsWith(digits, StringComparison.Ordinal)).Take(2).ToList();
        if (found.Count == 1) return found[0];
        if (found.Count > 1) missing = $"several trials begin with {digits}: give more digits";
        return null;
    }
}
