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

    /// <returns><see cref="TrialRows"/> or <see cref="ExperimentUnknown"/>.</returns>
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
        return new TrialRows(Summary(state, record), [.. trials.Take(most).Select(TrialRow.Of)]);
    }

    private static int Urgency(TrialRecord trial) => trial.Status switch
    {
        TrialStatus.Running => 0,
        TrialStatus.Failed => 1,
        TrialStatus.Pending => 2,
        _ => 3,
    };

    public static RunningView Running(CoordinatorState state, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(roster);
        return new(
        [
            .. from trial in state.Running
               let watch = roster.Watch(trial.Current)
               orderby trial.Lease!.Order
               select new RunningAttemptView(
                   trial.Current, trial.Lease!.Experiment, trial.Lease.Node, trial.Lease.Slot,
                   trial.Lease.Since ?? watch?.Since ?? default, watch?.Progress),
        ]);
    }

    private static ExperimentSummary Summary(CoordinatorState state, PlanRecord record)
    {
        var count = new int[Enum.GetValues<TrialStatus>().Length];
        foreach (var key in record.Keys) count[(int)state.Trials[key].Status]++;
        return new(
            record.Plan.Id, record.Plan.Name, record.Keys.Length, count[(int)TrialStatus.Running],
            count[(int)TrialStatus.Recorded], count[(int)TrialStatus.Failed], count[(int)TrialStatus.Cancelled], record.Paused)
        {
            StoppedEarly = record.Plan.Search?.Stop is null ? 0 : record.Keys.Count(key => state.Trials[key].StoppedEarly),
        };
    }
}
