using System.Collections.Immutable;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

/// <summary>One printed table, free of markup.</summary>
/// <param name="Metric">What the whole table shows, named before its title; null where the spans say it.</param>
/// <param name="Texts">Leading columns that hold words; the others hold numbers.</param>
/// <param name="Spans">Metrics over the columns after the words; empty where one metric fills the table.</param>
/// <param name="Headings">One for each column.</param>
/// <param name="Foot">Rows under a rule: means and floors.</param>
internal sealed record Grid(
    MetricDefinition? Metric, string Title, int Texts, ImmutableArray<GridSpan> Spans, ImmutableArray<string> Headings,
    ImmutableArray<ImmutableArray<GridCell>> Body, ImmutableArray<ImmutableArray<GridCell>> Foot);

internal sealed record GridSpan(MetricDefinition Metric, int Width);

/// <param name="IsBest">Printed in bold.</param>
/// <param name="Mark">A footnote's sign, or the empty string.</param>
/// <param name="Verdict">What the cell says, for colour where there is some.</param>
internal sealed record GridCell(string Text, bool IsBest = false, string Mark = "", Verdict? Verdict = null)
{
    public static implicit operator GridCell(string text) => new(text);
}
