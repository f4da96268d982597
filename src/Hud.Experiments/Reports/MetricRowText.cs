using System.Globalization;
using System.Text;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;

namespace Hud.Experiments.Reports;

/// <summary>All measured numbers of an experiment as text, at full precision.</summary>
public static class MetricRowText
{
    /// <summary>RFC 4180 with a header; one column for each swept setting.</summary>
    public static string Csv(ExperimentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var text = new StringBuilder();
        CsvText.Line(text,
        [
            "experiment", "trial", "scene", "provenance", "scene_sha256", "method", "seed", .. record.Plan.Sweep, "metric", "version", "value",
            "floor", "standard_error",
        ]);
        foreach (var row in MetricRow.Of(record))
        {
            CsvText.Line(text,
            [
                row.Experiment, row.Trial.Value, CsvText.Words(row.Spec.Scene.Name), Word(row.Spec.Scene.Provenance), row.Spec.Scene.Sha256,
                row.Spec.Method, Number(row.Spec.Seed), .. record.Plan.Sweep.Select(s => row.Settings.GetValueOrDefault(s, "")),
                row.Metric.Name, Number(row.Metric.Version), Number(row.Metric.Value), Number(row.Metric.Floor), Number(row.Metric.Error),
            ]);
        }

        return text.ToString();
    }

    /// <summary><c>{ experiment, rows: [{ trial, scene, provenance, scene_sha256, method, seed, settings, metric, version, value, floor,
    /// standard_error }] }</c>.</summary>
    public static string Json(ExperimentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return JsonText.Write(new
        {
            Experiment = record.Plan.Id,
            Rows = MetricRow.Of(record).Select(row => new
            {
                Trial = row.Trial.Value,
                Scene = row.Spec.Scene.Name,
                row.Spec.Scene.Provenance,
                SceneSha256 = row.Spec.Scene.Sha256,
                row.Spec.Method,
                row.Spec.Seed,
                row.Settings,
                Metric = row.Metric.Name,
                row.Metric.Version,
                row.Metric.Value,
                row.Metric.Floor,
                StandardError = row.Metric.Error,
            }),
        });
    }

    private static string Word(Provenance provenance) => provenance.ToString().ToLowerInvariant();

    private static string Number(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
