using System.Collections.Immutable;
using System.Globalization;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    /// <summary>The loss; whom it speaks against: the node, or those that were blamed before; and the trial's end when its
    /// retry budget is used up. In this order, so that a trial does not end by the fault of a node.</summary>
    private static ImmutableArray<ICoordinatorEvent> Lose(
        CoordinatorState state, Roster roster, TrialRecord trial, LossReason reason, string detail, DateTimeOffset now,
        CoordinatorOptions options)
    {
        var events = new List<ICoordinatorEvent>();
        if (roster.Watch(trial.Current)?.Unmarked is { } newest) events.Add(new CheckpointMarked(trial.Current, newest, now));
        events.Add(new AttemptLost(trial.Current, reason, detail, now)
        {
            Fast = reason.IsStrike() && trial.Lease?.Since is { } since && now - since <= options.FastLoss,
        });
        var after = Fold(state, events);
        if (reason.IsStrike() && options.QuarantineAfter > 0)
        {
            events.AddRange(Blame(after, roster, trial.Lease!, reason, detail, now, options));
            after = Fold(state, events);
        }

        if (reason != LossReason.Stopped && Exhausted(after.Trials[trial.Key], options))
            events.Add(new TrialFailed(trial.Current, GivenUp(after.Trials[trial.Key], reason, detail), now));
        return [.. events];
    }

    private static bool Exhausted(TrialRecord trial, CoordinatorOptions options) =>
        trial.Strikes >= options.MaxStrikes || trial.NodeLosses >= options.MaxNodeLosses;

    private static ChildFailure GivenUp(TrialRecord trial, LossReason reason, string detail)
    {
        var kind = reason switch
        {
            LossReason.DiskFull => FailureKind.DiskFull,
            LossReason.BadInput => FailureKind.BadInput,
            _ => FailureKind.Error,
        };
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"gave up after {trial.Strikes + trial.NodeLosses} lost attempts; the last: {detail}");
        return new ChildFailure(kind, message, null, trial.Spec.Seed);
    }

    private static IEnumerable<ICoordinatorEvent> Blame(
        CoordinatorState state, Roster roster, TrialLease lease, LossReason reason, string detail, DateTimeOffset now,
        CoordinatorOptions options)
    {
        var node = lease.Node;
        var record = state.Node(node);
        if (record.Quarantine is null && record.FastLosses.Length >= options.QuarantineAfter
            && !IsLastWitness(state, roster, node) && !IsVouchedFor(state, roster, lease, reason, options))
        {
            var sentence = string.Create(
                CultureInfo.InvariantCulture,
                $"{record.FastLosses.Length} different trials in a row failed here within {options.FastLoss.TotalSeconds:0} s "
                + $"and nowhere else; the last: {detail}");
            yield return new NodeQuarantined(node, QuarantineCause.FastLosses, sentence, record.FastLosses, now);
        }

        foreach (var (name, other) in state.Nodes)
        {
            if (other.Quarantine is { Cause: QuarantineCause.FastLosses } && other.FastLosses.Length < options.QuarantineAfter)
            {
                var life = roster.Nodes.GetValueOrDefault(name)?.Incarnation;
                yield return new NodeReleased(null, new NodeId(name), life, "its trials fail elsewhere too", now);
            }
        }
    }

    /// <summary>While others are in quarantine for fast losses, the last node at work shows whether nodes or trials are to
    /// blame.</summary>
    private static bool IsLastWitness(CoordinatorState state, Roster roster, NodeId node)
    {
        var others = roster.InSight.Where(n => n.Node != node && n.Refusal is null).ToList();
        return others.Count > 0
            && others.All(n => state.Node(n.Node).Quarantine is { Cause: QuarantineCause.FastLosses });
    }

    /// <summary>Where a node is alone no other can show who is to blame, but its canary has: a machine that computes a known
    /// result, and fails whatever it is given, is given bad trials. A full disk is the machine's own, and the canary says
    /// nothing of a GPU.</summary>
    private static bool IsVouchedFor(
        CoordinatorState state, Roster roster, TrialLease lease, LossReason reason, CoordinatorOptions options) =>
        options.Canary && reason != LossReason.DiskFull && state.Node(lease.Node).Cleared == lease.Incarnation
        && roster.Nodes.GetValueOrDefault(lease.Node.Value) is { } entry
        && entry.Offer.Devices.Any(d => d.Name == lease.Slot && d.Kind == DeviceKind.Cpu)
        && !roster.InSight.Any(n => n.Node != lease.Node && n.Refusal is null);
}
