using Hud.Actors.Protocol;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

/// <summary>Answers from state and roster. Pure.</summary>
public static class CoordinatorQueries
{
    public static ExperimentList Experiments(CoordinatorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new([.. state.Experiments.Values.Select(record => Summary(state, record))]);
    }

    /// <returns><see cref="TrialPage"/> or <see cref="ExperimentUnknown"/>.</returns>
    public static IHudMessage Trials(CoordinatorState state, GetTrials question)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(question);
        if (!state.Experiments.TryGetValue(question.Experiment, out var record)) return new ExperimentUnknown(question.Experiment);
        var first = Math.Clamp(question.First, 0, record.Keys.Length);
        var most = Math.Clamp(question.Most, 0, Math.Min(GetTrials.Limit, record.Keys.Length - first));
        var trials = question.BusyFirst
            ? record.Keys.Select(key => state.Trials[key]).OrderBy(Urgency).Skip(first)
            : Enumerable.Range(first, most).Select(i => state.Trials[record.Keys[i]]);
        return new TrialPage(Summary(state, record), [.. trials.Take(most).Select(TrialRow.Of)]);
    }

    private static int Urgency(TrialRecord trial) => trial.Status switch
    {
        TrialStatus.Running => 0,
        TrialStatus.Failed => 1,
        TrialStatus.Pending => 2,
        _ => 3,
    };

    private static ExperimentSummary Summary(CoordinatorState state, PlanRecord record)
    {
        var count = new int[Enum.GetValues<TrialStatus>().Length];
        foreach (var key in record.Keys) count[(int)state.Trials[key].Status]++;
        return new(
            record.Plan.Id, record.Plan.Name, record.Keys.Length, count[(int)TrialStatus.Running],
            count[(int)TrialStatus.Recorded], count[(int)TrialStatus.Failed], count[(int)TrialStatus.Cancelled], record.Paused);
    }
}
