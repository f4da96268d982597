using System.Collections.Immutable;
using Hud.Experiments.Results;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Tables;

/// <summary>How ours are set beside the published numbers, and where those contradict themselves.</summary>
internal static class PublishedNotes
{
    /// <param name="metrics">Those of the experiment; others are not mentioned.</param>
    public static IEnumerable<string> Of(PublishedNumbers published, ImmutableArray<MetricDefinition> metrics)
    {
        var shown = metrics.Select(m => (m.Title, Published: published.Find(m.Name))).Where(m => m.Published is not null)
            .Select(m => (m.Title, Published: m.Published!)).ToList();
        if (shown.Count == 0) yield break;
        yield return $"Published: {published.Source}. Margins within which a mean counts as the same: "
            + string.Join(", ", shown.Select(m => $"{m.Title} {Margin(m.Published)}")) + ".";
        yield return "Verdict: reproduced = our mean lies within the margin of the published number (two one-sided t tests); better, worse = "
            + "it lies outside; each at 5 % after Holm's correction over the metric's table, the published number taken as exact. "
            + "Undecided: the seeds do not say, or there are fewer than two. Not comparable: the scene is not the published file.";
        foreach (var peers in shown.Where(m => m.Published.Note.Length > 0).GroupBy(m => m.Published.Note))
            yield return $"{string.Join(", ", peers.Select(m => m.Title))} beside the published numbers: {peers.Key.TrimEnd('.')}.";
        if (Averages(published, shown, AverageFault.Contradiction) is { Length: > 0 } contradicted)
            yield return $"{CellText.Contradiction}: printed averages that contradict their own rows: {contradicted}.";
        if (Averages(published, shown, AverageFault.Rounding) is { Length: > 0 } rounded)
            yield return $"Printed averages that their rows give only if rounding hid part of them: {rounded}.";
    }

    private static string Averages(
        PublishedNumbers published, IEnumerable<(string Title, PublishedMetric Published)> shown, AverageFault fault) =>
        string.Join(", ",
            from metric in shown
            from column in Enumerable.Range(0, published.Columns.Length)
            where PublishedAverages.Check(metric.Published, column) == fault
            select $"{metric.Title} {published.Columns[column].Name} {CellText.Published(metric.Published.Averages[column])} "
                + $"(rows give {PublishedAverages.Text(metric.Published, PublishedAverages.Recomputed(metric.Published, column))})");

    private static string Margin(PublishedMetric metric) => metric.IsRelative
        ? FormattableString.Invariant($"{(metric.Margin * 100).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)} %")
        : CellText.Published(metric.Margin);
}
