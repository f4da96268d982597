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
            count[(int)TrialStatus.Recorded], count[(int)TrialStatus.Failed], count[(int)TrialStatus.Cancelled], record.Paused);
    }
}
