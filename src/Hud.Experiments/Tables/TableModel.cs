using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;

namespace Hud.Experiments.Tables;

/// <summary>All tables of an experiment, ready to be rendered.</summary>
/// <param name="Notes">What a reader must know, one sentence each, in print order.</param>
public sealed record ExperimentTables(
    ExperimentPlan Plan, ImmutableArray<ResultTable> Tables, ImmutableArray<string> Notes);

/// <summary>Rows are scenes; columns are methods, once for each metric of the group, as in the paper's table I.</summary>
public sealed record ResultTable(
    string Title, ImmutableArray<MetricDefinition> Metrics, ImmutableArray<TableColumn> Columns, ImmutableArray<TableRow> Rows);

/// <summary>A method, and the values of the experiment's swept settings.</summary>
/// <param name="Settings">In sweep order; empty without a sweep.</param>
public sealed record TableColumn(string Method, ImmutableArray<(string Name, string Value)> Settings)
{
    public string Label => Settings.IsEmpty
        ? Method
        : $"{Method} {string.Join(", ", Settings.Select(s => $"{s.Name[(s.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]}={s.Value}"))}";

    /// <summary>The column that a trial falls into.</summary>
    /// <param name="sweep">The plan's swept settings; those that the method lacks are left out.</param>
    public static TableColumn Of(TrialSpec trial, ImmutableArray<string> sweep) =>
        new(trial.Method, [.. sweep.Select(s => (Name: s, Value: trial.Setting(s))).Where(s => s.Value is not null)!]);

    public bool Equals(TableColumn? other) =>
        other is not null && Method == other.Method && Settings.SequenceEqual(other.Settings);

    public override int GetHashCode() => Settings.Aggregate(Method.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}

/// <param name="Metrics">Parallel to the table's metrics.</param>
public sealed record TableRow(ScenePin Scene, ImmutableArray<MetricCells> Metrics)
{
    public string Label => SceneLabel.Of(Scene);
}

/// <param name="Cells">Parallel to the table's columns; null where the plan has no trial.</param>
/// <param name="Floors">Lowest and highest floor over the row's results: held-out real crops against the rest; null without.</param>
public sealed record MetricCells(ImmutableArray<Cell?> Cells, (double Low, double High)? Floors);

/// <summary>One method on one scene under one metric.</summary>
/// <param name="Summary">Over the finished trials; null when there is none.</param>
/// <param name="Trials">All trials asked for, in plan order.</param>
public sealed record Cell(Summary? Summary, double? Floor, ImmutableArray<TrialSpec> Trials)
{
    public int Done => Summary?.Count ?? 0;

    public int Asked => Trials.Length;

    public bool IsComplete => Done == Asked;
}
