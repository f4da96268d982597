using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Tables;

/// <summary>What no reader of a table may miss: how to read it, and what to beware of.</summary>
internal static class MainNotes
{
    public static ImmutableArray<string> Of(
        ExperimentPlan plan, ImmutableArray<ResultTable> tables, ImmutableArray<ScenePin> scenes, ImmutableArray<PlannedTrial> trials,
        int stopped)
    {
        var done = trials.Count(t => t.Result is not null);
        var cells = tables.SelectMany(t => t.Rows).SelectMany(r => r.Metrics).SelectMany(m => m.Cells).OfType<Cell>().ToList();
        return
        [
            Text($"{done} of {trials.Length} trials done{(stopped > 0 ? Text($", {stopped} stopped early") : "")}{(done + stopped < trials.Length ? ": this table is not complete" : "")}."),
            .. plan.Search is null
                ? Array.Empty<string>()
                : ["The best of many tried points looks better than it is: measure the chosen settings again, with other seeds, before you compare them."],
            "Cells: mean ± half of the 95 % t interval over seeds (no interval for one seed); (n/N) where only n of N trials are done.",
            .. cells.Any(c => c.Error is not null)
                ? ["(s.e.): standard error of a metric that is an estimate, within the only finished seed; how seeds differ is not in it."]
                : Array.Empty<string>(),
            "Floor: the same metric for held-out real crops of the scene against the rest of it; that is what real data score.",
            .. cells.Any(c => c.IsBeyondFloor)
                ? [$"{CellText.BeyondFloor}: beyond the floor, better than real crops from elsewhere in the scene score: by itself no sign of quality. Noise, copies and little variety do that, and so may having been trained on the whole scene."]
                : Array.Empty<string>(),
            .. tables[0].Columns.Length > 1
                ? ["Bold: better than every other method on the same scene, by Welch's t tests at 5 % after Holm's correction over the metric's table; none where two seeds are missing or the seeds do not say."]
                : Array.Empty<string>(),
            .. plan.UntilDecided is { } until
                ? [Text($"Seeds: {until.Min} for every cell, and up to {until.Max} while its verdict is undecided. All p values are multiplied by the {until.Looks} looks that this takes.")]
                : Array.Empty<string>(),
            .. Provenances(scenes),
            .. Methods(plan),
            .. Remarks(tables, trials),
        ];
    }

    /// <summary>What every table must say of its methods.</summary>
    public static IEnumerable<string> Methods(ExperimentPlan plan) =>
        plan.Methods.Where(m => m.Note.Length > 0).Select(m => $"{CellText.Noted} {m.Title}: {m.Note.TrimEnd('.')}.");

    private static IEnumerable<string> Provenances(ImmutableArray<ScenePin> scenes)
    {
        if (scenes.Any(s => s.Provenance == Provenance.Derived))
            yield return "(derived): made from a derived copy, not from the published file; do not compare with published numbers.";
        if (scenes.Any(s => s.Provenance == Provenance.Synthetic))
            yield return "(synthetic): made from a computed scene, not from a measured one.";
    }

    /// <summary>What metrics have to say of their own values, once for all metrics and methods of a scene.</summary>
    private static IEnumerable<string> Remarks(ImmutableArray<ResultTable> tables, ImmutableArray<PlannedTrial> trials) =>
        from metric in tables.SelectMany(t => t.Metrics)
        from trial in trials
        let remark = trial.Value(metric.Name)?.Remark
        where !string.IsNullOrWhiteSpace(remark)
        group metric.Title by (trial.Spec.Scene.Name, Remark: remark) into peers
        select $"{string.Join(", ", peers.Distinct())} on {peers.Key.Name}: {peers.Key.Remark.TrimEnd('.')}.";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
