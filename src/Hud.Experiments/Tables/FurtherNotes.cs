using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

/// <summary>Definitions, published numbers, scenes and settings: what a reader needs to repeat a table.</summary>
internal static class FurtherNotes
{
    public static ImmutableArray<string> Of(
        ExperimentPlan plan, ImmutableArray<MetricDefinition> metrics, ImmutableArray<TableColumn> columns,
        ImmutableArray<ScenePin> scenes, ImmutableArray<PlannedTrial> trials) =>
    [
        .. plan.Published is { } published ? PublishedNotes.Of(published, metrics) : [],
        .. metrics.Select(m => Text(
            $"{m.Title}{(m.Unit.Length == 0 ? "" : $" [{m.Unit}]")}, version {m.Version}: {m.Source}; {(m.HigherIsBetter ? "higher" : "lower")} is better.")),
        .. scenes.Select(s => Text(
            $"Scene {s.Name}: {s.Rows} x {s.Cols} x {s.Bands}, {s.Provenance.ToString().ToLowerInvariant()}, SHA-256 {s.Sha256[..Math.Min(12, s.Sha256.Length)]}.")),
        .. columns.SelectMany(c => Settings(c, c.Heading(plan), trials)),
        Text($"Experiment {plan.Id}, results version {TrialKey.ResultsVersion}."),
    ];

    /// <summary>One sentence for a column whose scenes share their settings, else one for each scene.</summary>
    private static IEnumerable<string> Settings(TableColumn column, string heading, ImmutableArray<PlannedTrial> trials)
    {
        var texts = trials.Where(t => t.Column == column)
            .Select(t => (t.Spec.Scene.Name, Settings: Describe(t.Spec))).Distinct().ToList();
        if (texts.Select(t => t.Settings).Distinct().Count() == 1)
        {
            yield return $"{heading}: {texts[0].Settings}.";
            yield break;
        }

        foreach (var (scene, settings) in texts) yield return $"{heading} on {scene}: {settings}.";
    }

    private static string Describe(TrialSpec t)
    {
        var options = string.Join(", ", t.Options.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key} {o.Value}"));
        return Text($"{t.Budget.Iterations} iterations, batch {t.Budget.Batch}, crop {t.Budget.Crop}; ")
            + Text($"{t.Sampling.Count} images by {t.Sampling.Sampler} in {t.Sampling.Steps} steps; ")
            + Text($"block {t.Evaluation.Block}, features {t.Evaluation.Features}; ")
            + Text($"{t.Threads} threads{(options.Length == 0 ? "" : "; ")}{options}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
