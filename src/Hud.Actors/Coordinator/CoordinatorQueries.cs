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

    private static ExperimentSummary Summary(CoordinatorState state, PlanRecord record)
    {
        var count = new int[Enum.GetValues<TrialStatus>().Length];
        foreach (var key in record.Keys) count[(int)state.Trials[key].Status]++;
        return new(
            record.Plan.Id, record.Plan.Name, record.Keys.Length, count[(int)TrialStatus.Running],
            count[(int)TrialStatus.Recorded], count[(int)TrialStatus.Failed], count[(int)TrialStatus.Cancelled], record.Paused);
    }
}
