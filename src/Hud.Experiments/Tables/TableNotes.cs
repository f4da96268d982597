using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

/// <summary>The sentences under a table.</summary>
internal static class TableNotes
{
    public static ImmutableArray<string> Of(
        ExperimentPlan plan, ImmutableArray<MetricDefinition> metrics, ImmutableArray<TableColumn> columns,
        ImmutableArray<ScenePin> scenes, ImmutableArray<PlannedTrial> trials)
    {
        var done = trials.Count(t => t.Result is not null);
        return
        [
            Text($"{done} of {trials.Length} trials done{(done < trials.Length ? ": this table is not complete" : "")}."),
            "Cells: mean ± half of the 95 % t interval over seeds (no interval for one seed); (n/N) where only n of N trials are done.",
            "Floor: the same metric for held-out real crops of the scene against the rest of it; that is what real data score.",
            .. metrics.Select(m => Text(
                $"{m.Title}{(m.Unit.Length == 0 ? "" : $" [{m.Unit}]")}, version {m.Version}: {m.Source}; {(m.HigherIsBetter ? "higher" : "lower")} is better.")),
            .. Provenances(scenes),
            .. scenes.Select(s => Text(
                $"Scene {s.Name}: {s.Rows} x {s.Cols} x {s.Bands}, {s.Provenance.ToString().ToLowerInvariant()}, SHA-256 {s.Sha256[..Math.Min(12, s.Sha256.Length)]}.")),
            .. columns.SelectMany(c => Settings(c, trials)),
            Text($"Experiment {plan.Id}, results version {TrialKey.ResultsVersion}."),
        ];
    }

    private static IEnumerable<string> Provenances(ImmutableArray<ScenePin> scenes)
    {
        if (scenes.Any(s => s.Provenance == Provenance.Derived))
            yield return "(derived): made from a derived copy, not from the published file; do not compare with published numbers.";
        if (scenes.Any(s => s.Provenance == Provenance.Synthetic))
            yield return "(synthetic): made from a computed scene, not from a measured one.";
    }

    /// <summary>One sentence for a column whose scenes share their settings, else one for each scene.</summary>
    private static IEnumerable<string> Settings(TableColumn column, ImmutableArray<PlannedTrial> trials)
    {
        var texts = trials.Where(t => t.Column == column)
            .Select(t => (t.Spec.Scene.Name, Settings: Describe(t.Spec))).Distinct().ToList();
        if (texts.Select(t => t.Settings).Distinct().Count() == 1)
        {
            yield return $"{column.Label}: {texts[0].Settings}.";
            yield break;
        }

        foreach (var (scene, settings) in texts) yield return $"{column.Label} on {scene}: {settings}.";
    }

    private static string Describe(TrialSpec t)
    {
        var options = string.Join(", ", t.Options.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key} {o.Value}"));
        return Text($"{t.Budget.Iterations} iterations, batch {t.Budget.Batch}, crop {t.Budget.Crop}; ")
            + Text($"{t.Sampling.Count} images by {t.Sampling.Sampler} in {t.Sampling.Steps} steps; block {t.Evaluation.Block}; ")
            + Text($"{t.Threads} threads{(options.Length == 0 ? "" : "; ")}{options}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
