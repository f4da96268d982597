using System.Globalization;
using System.Text;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;

namespace Hud.Experiments.Reports;

/// <summary>Wall time of a run's cells as Markdown. Apart from the tables, which must not depend on how fast or how often interrupted
/// a run was.</summary>
public static class TimeReport
{
    private static readonly string[] Parts = ["train", "sample", "evaluate"];

    /// <summary>Methods by scenes: mean seconds of a finished trial and, in brackets, of its training, sampling and evaluation. A phase
    /// that was interrupted counts from its last resume.</summary>
    public static string Markdown(ExperimentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (plan, ledger) = record;
        var scenes = plan.Trials.Select(t => t.Scene.Name).Distinct().ToList();
        var text = new StringBuilder("| method | ").AppendJoin(" | ", scenes).Append(" |\n|---|")
            .AppendJoin("", scenes.Select(_ => "---:|")).Append('\n');
        foreach (var column in plan.Trials.GroupBy(t => TableColumn.Of(t, plan.Sweep)))
        {
            var cells = scenes.Select(scene => Cell(
                [.. column.Where(t => t.Scene.Name == scene).Select(t => ledger.Find(TrialKey.Of(t))).OfType<TrialResult>()]));
            text.Append("| ").Append(column.Key.Heading(plan)).Append(" | ").AppendJoin(" | ", cells).Append(" |\n");
        }

        var total = plan.Trials.Sum(t => ledger.Find(TrialKey.Of(t))?.Seconds.Values.Sum() ?? 0);
        return text.Append(CultureInfo.InvariantCulture,
            $"\nMean seconds of a trial (training / sampling / evaluation); {total / 60:F0} minutes in all {ledger.Count} trials.\n").ToString();
    }

    private static string Cell(IReadOnlyList<TrialResult> results)
    {
        if (results.Count == 0) return "–";
        double Mean(string phase) => results.Average(r => r.Seconds.GetValueOrDefault(phase));
        var parts = string.Join(" / ", Parts.Select(p => Mean(p).ToString("F0", CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"{results.Average(r => r.Seconds.Values.Sum()):F0} ({parts})");
    }
}
