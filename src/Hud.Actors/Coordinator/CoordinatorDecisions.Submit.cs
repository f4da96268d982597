using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    private static Decision Submit(CoordinatorState state, Roster roster, SubmitExperiment c, DateTimeOffset now)
    {
        var known = state.Experiments.ContainsKey(c.Plan.Id);
        ICoordinatorEvent? submitted = known && state.Handled.Contains(c.Command) ? null
            : known ? new ExperimentResumed(c.Command, c.Plan.Id, now) { Terms = c.Plan.Terms }
            : new ExperimentSubmitted(c.Command, c.Plan, [.. c.Plan.Trials.Select(TrialKey.Of)], now);
        var after = submitted is null ? state : Apply(state, submitted);
        var trials = TrialsOf(after, c.Plan.Id).ToList();
        var reply = new Reply(new ExperimentAccepted(
            c.Command, c.Plan.Id, trials.Count,
            trials.Count(t => t.Status == TrialStatus.Recorded), trials.Count(t => t.Status == TrialStatus.Failed)));
        return new(submitted is null ? [] : [submitted], [reply], roster) { After = after };
    }

    /// <summary>The trials of one experiment in plan order; some may be shared with others.</summary>
    public static IEnumerable<TrialRecord> TrialsOf(CoordinatorState state, string experiment)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Experiments[experiment].Keys.Select(key => state.Trials[key]);
    }
}
