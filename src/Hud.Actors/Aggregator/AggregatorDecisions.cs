using Hud.Actors.Coordinator;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Aggregator;

/// <summary>Folds what the coordinator says into the ledger, and the ledger into files. Pure.</summary>
public static class AggregatorDecisions
{
    public static AggregatorState Apply(AggregatorState state, ExperimentView view)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(view);
        var ledger = view.Trials.Aggregate(Ledger.Empty, With);
        return new(new ExperimentRecord(view.Plan, ledger), Dirty: true);
    }

    /// <summary>Only a result that is not in the ledger yet changes anything.</summary>
    public static AggregatorState Apply(AggregatorState state, TrialView trial)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(trial);
        if (state.Record is not { } record) return state;
        var ledger = With(record.Ledger, trial);
        return ReferenceEquals(ledger, record.Ledger) ? state : new(record with { Ledger = ledger }, Dirty: true);
    }

    /// <summary>The files of the run folder with their texts.</summary>
    public static IEnumerable<(string File, string Text)> Files(ExperimentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        yield return (RecordFile.FileName, RecordFile.Write(record));
        foreach (var format in Enum.GetValues<TableFormat>())
            yield return (Tables.FileName(format), Tables.Render(record.Plan, record.Ledger, format));
    }

    private static Ledger With(Ledger ledger, TrialView trial) =>
        trial.Result is { } result ? ledger.Add(trial.Key, result)
        : trial.StoppedEarly ? ledger.Stop(trial.Key, trial.Note ?? "")
        : ledger;
}
