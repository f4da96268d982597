using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    /// <summary>Asked with every announcement until the answer counts; a node that runs one already ignores the repeat.
    /// </summary>
    private static ImmutableArray<Effect> AskForCanary(CoordinatorState state, NodeEntry node, CoordinatorOptions options) =>
        options.Canary && node.Refusal is null && state.Node(node.Node) is { Quarantine: null } record
        && record.Cleared != node.Incarnation
            ? [new SendCanary(node.Node)]
            : [];

    private static Decision Canary(CoordinatorState state, Roster roster, CanaryDone c, DateTimeOffset now)
    {
        var record = state.Node(c.Node);
        if (roster.Nodes.GetValueOrDefault(c.Node.Value)?.Incarnation != c.Incarnation
            || record.Quarantine is not null || record.Cleared == c.Incarnation)
        {
            return Nothing(roster);
        }

        ICoordinatorEvent verdict = Complaint(state, c.Outcome) is { } complaint
            ? new NodeQuarantined(c.Node, QuarantineCause.Canary, complaint, [], now)
            : new CanaryPassed(c.Node, c.Incarnation, c.Outcome.Architecture, c.Outcome.Hash!, now);
        return new([verdict], [], roster);
    }

    /// <returns>Null for a healthy machine.</returns>
    private static string? Complaint(CoordinatorState state, CanaryOutcome outcome) => outcome switch
    {
        { Hash: null } => $"its canary failed: {outcome.Failure}",
        { Expected: { } expected } when expected != outcome.Hash =>
            $"its canary computed {outcome.Hash[..12]}, and healthy machines of its kind ({outcome.Architecture}) {expected[..12]}",
        { Expected: null } when state.Canaries.TryGetValue(outcome.Architecture, out var first) && first != outcome.Hash =>
            $"its canary computed {outcome.Hash[..12]}, and the first machine of its kind here ({outcome.Architecture}) {first[..12]}: "
            + "one of the two is not sound",
        _ => null,
    };
}
