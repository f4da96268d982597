using System.Globalization;
using System.Text;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Tables;

/// <summary>RFC 4180 with a header; one line for each scene, method, sweep value and metric, at full precision.</summary>
internal static class CsvTables
{
    public static string Render(ExperimentTables tables)
    {
        var text = new StringBuilder();
        CsvText.Line(text,
        [
            "experiment", "metric", "version", "scene", "provenance", "scene_sha256", "method", "settings", "done", "asked",
            "mean", "standard_deviation", "half_width_95", "standard_error", "floor", "best", "beyond_floor", "published",
            "margin", "difference", "p", "p_holm", "verdict", "trials",
        ]);
        foreach (var table in tables.Tables)
        {
            foreach (var row in table.Rows)
            {
                for (var m = 0; m < table.Metrics.Length; m++)
                {
                    for (var c = 0; c < table.Columns.Length; c++)
                    {
                        if (row.Metrics[m].Cells[c] is { } cell)
                            CsvText.Line(text, Fields(tables.Plan.Id, table, row.Scene, m, c, cell));
                    }
                }
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Fields(string id, ResultTable table, ScenePin scene, int metric, int column, Cell cell) =>
    [
        id, table.Metrics[metric].Name, Text(table.Metrics[metric].Version), CsvText.Words(scene.Name),
        scene.Provenance.ToString().ToLowerInvariant(), scene.Sha256, table.Columns[column].Method,
        string.Join(';', table.Columns[column].Settings.Select(s => $"{s.Name}={s.Value}")),
        Text(cell.Done), Text(cell.Asked), Text(cell.Summary?.Mean), Text(cell.Summary?.StandardDeviation),
        Text(cell.Summary?.HalfWidth), Text(cell.Error), Text(cell.Floor), Text(cell.IsBest), Text(cell.IsBeyondFloor),
        .. Fields(cell.Comparison), string.Join(';', cell.Trials.Select(t => TrialKey.Of(t).Short)),
    ];

    private static IEnumerable<string> Fields(Comparison? comparison) =>
    [
        Text(comparison?.Published), Text(comparison?.Margin), Text(comparison?.Difference), Text(comparison?.P),
        Text(comparison?.AdjustedP), comparison is { Verdict: var verdict } ? CellText.Of(verdict) : "",
    ];

    private static string Text(bool value) => value ? "yes" : "no";

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
