using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Tables;

/// <summary>All tables of an experiment, ready to be rendered.</summary>
/// <param name="MainNotes">What no reader may miss, one sentence each, in print order.</param>
/// <param name="FurtherNotes">Definitions, scenes and settings.</param>
public sealed record ExperimentTables(
    ExperimentPlan Plan, ImmutableArray<ResultTable> Tables, ImmutableArray<string> MainNotes,
    ImmutableArray<string> FurtherNotes)
{
    public ImmutableArray<string> Notes => [.. MainNotes, .. FurtherNotes];

    /// <summary>The points of a search, best first; empty without one.</summary>
    public ImmutableArray<TriedRow> Tried { get; init; } = [];
}

/// <summary>Metrics that belong together. Rows are scenes; columns are methods, once for each metric, as in the paper's table I.</summary>
/// <param name="Published">Parallel to the metrics; null where nothing was published.</param>
public sealed record ResultTable(
    string Title, ImmutableArray<MetricDefinition> Metrics, ImmutableArray<PublishedMetric?> Published,
    ImmutableArray<TableColumn> Columns, ImmutableArray<TableRow> Rows);

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

    /// <summary>Standard error within the only finished trial, where its metric has one; between seeds, the interval says more.</summary>
    public double? Error { get; init; }

    /// <summary>Significantly better than every other method on its scene.</summary>
    public bool IsBest { get; init; }

    /// <summary>Better than what held-out real crops score.</summary>
    public bool IsBeyondFloor { get; init; }

    /// <summary>Set where a number was published for this cell.</summary>
    public Comparison? Comparison { get; init; }
}

/// <summary>Ours beside a published number.</summary>
/// <param name="Margin">Half width of what counts as the same, in the metric's unit.</param>
/// <param name="Difference">Ours minus published; null without a result.</param>
/// <param name="P">p value of the claim that the data speak for; null where nothing could be tested.</param>
/// <param name="AdjustedP">After Holm over the metric's table, and for every look where seeds are added until verdicts are decided.</param>
public sealed record Comparison(
    decimal Published, double Margin, double? Difference, double? P, double? AdjustedP, Verdict Verdict);

/// <summary>Each but the last two is significant at <see cref="Holm.Level"/>.</summary>
public enum Verdict
{
    /// <summary>Our mean lies within the margin.</summary>
    Reproduced,

    /// <summary>It lies outside, on the better side.</summary>
    Better,

    /// <summary>It lies outside, on the worse side.</summary>
    Worse,

    /// <summary>The seeds do not say, or there are fewer than two.</summary>
    Undecided,

    /// <summary>The scene is not the published one.</summary>
    NotComparable,
}
