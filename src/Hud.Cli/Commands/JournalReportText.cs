using System.Globalization;
using Hud.Actors.Persistence;

namespace Hud.Cli.Commands;

/// <summary>A journal's report for people.</summary>
internal static class JournalReportText
{
    public static void Say(CommandOutput output, JournalAddress journal, JournalReport report)
    {
        output.Say(report.Fault is null ? $"{journal}: whole" : $"{journal}: NOT whole");
        if (report.Fault is { } fault) output.Say($"  {fault}");
        output.Say(string.Create(CultureInfo.InvariantCulture, $"  {report.Events} events: {string.Join(", ", report.Manifests.Select(m => $"{m.Value} {m.Key}"))}"));
        output.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"  {report.Experiments} experiments, {report.Trials} trials: {report.Recorded} recorded, {report.Failed} failed"));
        if (!report.Snapshots.IsEmpty) output.Say($"  snapshots up to event {string.Join(", ", report.Snapshots)}");
        output.Say($"  digest {report.Digest}");
    }
}
