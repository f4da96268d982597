using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    private static CoordinatorState ApplyToNode(CoordinatorState state, ICoordinatorEvent fact) => fact switch
    {
        NodeDraining e => With(Handled(state, e.Command), e.Node, n => n with
        {
            Drain = new NodeDrain(e.StopAttempts, e.At),
        }),
        NodeUndrained e => With(Handled(state, e.Command), e.Node, n => n with { Drain = null }),
        NodeQuarantined e => Quarantined(state, e),
        NodeReleased e => With(Handled(state, e.Command), e.Node, n => n with
        {
            Quarantine = null,
            FastLosses = [],
            Cleared = e.Incarnation ?? n.Cleared,
        }),
        CanaryPassed e => With(
            state.Canaries.ContainsKey(e.Architecture)
                ? state
                : state with { Canaries = state.Canaries.Add(e.Architecture, e.Hash) },
            e.Node, n => n with { Cleared = e.Incarnation }),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "unknown event"),
    };

    /// <summary>The node's side of a loss. A trial that was struck on two nodes clears both of it: the fault is its own.
    /// A slow failure is no sign of a node that swallows work.</summary>
    private static CoordinatorState LostOn(CoordinatorState state, NodeId node, TrialRecord trial, AttemptLost e)
    {
        state = With(state, node, n => n with { Losses = n.Losses + 1, LastLoss = $"{e.Attempt} {e.Reason.Words()}: {e.Detail}" });
        if (!e.Reason.IsStrike()) return state;
        if (trial.StruckBy is { Count: > 1 })
        {
            return state.Nodes.Where(n => n.Value.FastLosses.Contains(trial.Key)).Aggregate(
                state,
                (s, n) => With(s, new NodeId(n.Key), r => r with { FastLosses = r.FastLosses.Remove(trial.Key) }));
        }

        return With(state, node, n => n with
        {
            FastLosses = !e.Fast ? [] : n.FastLosses.Contains(trial.Key) ? n.FastLosses : n.FastLosses.Add(trial.Key),
        });
    }

    /// <summary>Of what the node did to its trials, one strike each stays; a trial that failed by them alone waits again.
    /// </summary>
    private static CoordinatorState Quarantined(CoordinatorState state, NodeQuarantined e)
    {
        state = With(Handled(state, e.Command), e.Node, n => n with { Quarantine = new Quarantine(e.Cause, e.Reason, e.At) });
        return e.Trials.Aggregate(state, (s, key) => With(s, key, t =>
        {
            var here = t.StruckBy?.GetValueOrDefault(e.Node.Value) ?? 0;
            if (here == 0) return t;
            var failedHereAlone = t is { Status: TrialStatus.Failed, Failure.Kind: not FailureKind.Diverged, StruckBy.Count: 1 };
            return t with
            {
                Strikes = t.Strikes - here + 1,
                StruckBy = t.StruckBy!.SetItem(e.Node.Value, 1),
                Status = failedHereAlone ? TrialStatus.Pending : t.Status,
                Failure = failedHereAlone ? null : t.Failure,
            };
        }));
    }
}
