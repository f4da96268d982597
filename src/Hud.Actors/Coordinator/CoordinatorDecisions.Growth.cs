using System.Collections.Immutable;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Search;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    /// <summary>Appends the trials that follow from those that have just ended. They are journaled with what they follow from, so
    /// that a restart finds both or neither, and asks nothing twice.</summary>
    private static Decision Grow(CoordinatorState state, Decision decision, DateTimeOffset now)
    {
        var ready = decision.Events.SelectMany(e => Ended(state, e)).Distinct().ToList();
        if (ready.Count == 0) return decision;
        var after = decision.After ?? Fold(state, decision.Events);
        var events = decision.Events.ToBuilder();
        foreach (var experiment in ready.Where(id => !after.Experiments[id].Cancelled))
        {
            // A trial that another experiment has had computed ends as it comes: then others follow at once.
            while (Following(after, experiment) is { IsEmpty: false } trials)
            {
                var extended = new PlanExtended(experiment, trials, [.. trials.Select(TrialKey.Of)], now);
                after = Apply(after, extended);
                events.Add(extended);
            }
        }

        return decision with { Events = events.ToImmutable(), After = after };
    }

    /// <summary>Growing experiments of which the fact ends a trial, or whose trials may have ended before it.</summary>
    private static IEnumerable<string> Ended(CoordinatorState state, ICoordinatorEvent fact) => fact switch
    {
        ResultRecorded e => GrowingWith(state, e.Attempt.Trial),
        TrialFailed e => GrowingWith(state, e.Attempt.Trial),
        RungJudged { Stops: true } e => GrowingWith(state, e.Attempt.Trial),
        ExperimentSubmitted e when PlanGrowth.Grows(e.Plan) => [e.Plan.Id],
        ExperimentResumed e when PlanGrowth.Grows(state.Experiments[e.Experiment].Plan) => [e.Experiment],
        _ => [],
    };

    private static IEnumerable<string> GrowingWith(CoordinatorState state, TrialKey trial) =>
        state.Agenda.Places[trial].Experiments.Where(id => PlanGrowth.Grows(state.Experiments[id].Plan));

    private static ImmutableArray<TrialSpec> Following(CoordinatorState state, string experiment)
    {
        var (plan, keys) = (state.Experiments[experiment].Plan, state.Experiments[experiment].Keys);
        try
        {
            return PlanGrowth.Next(plan, [.. keys.Select(key => End(state.Trials[key]))]);
        }
        catch (InputException)
        {
            // Results of which no table can be made; the tables say so, and more of them would not help.
            return [];
        }
    }

    private static TrialEnd End(TrialRecord trial) => trial.Status switch
    {
        TrialStatus.Recorded => new(PointStanding.Done, trial.Result),
        TrialStatus.Cancelled when trial.StoppedEarly => new(PointStanding.Stopped, null),
        TrialStatus.Failed or TrialStatus.Cancelled => new(PointStanding.Failed, null),
        _ => new(PointStanding.Open, null),
    };

    private static CoordinatorState Extended(CoordinatorState state, PlanExtended e)
    {
        var record = state.Experiments[e.Experiment];
        return Reopened(
            Enqueued(state, record with
            {
                Plan = record.Plan with { Trials = record.Plan.Trials.AddRange(e.Trials) },
                Keys = record.Keys.AddRange(e.Keys),
            }, e.Trials, e.Keys),
            e.Keys);
    }
}
