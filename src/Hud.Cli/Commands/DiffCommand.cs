using System.CommandLine;
using System.Globalization;
using Hud.Cli.Remote;
using Hud.Experiments.Reports;

namespace Hud.Cli.Commands;

/// <summary><c>hud diff</c>: what changed between two experiments, or between two versions of the code.</summary>
internal static class DiffCommand
{
    private const double Level = 0.05;

    public static Command Create()
    {
        var first = new Argument<string>("A") { Description = "Folder of a run, or a cluster's experiment." };
        var second = new Argument<string>("B") { Description = "Another one." };
        var all = new Option<bool>("--all") { Description = "Also cells whose means are equal." };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var server = new ServerOption();
        var command = new Command("diff", """
            Compares two experiments, or one with itself under another version of the code:
            mean of every cell that both have, B less A, and whether seeds alone explain it
            (Welch's test, Holm over all cells; * marks p < 0.05).

            Examples:
              hud diff runs/before runs/after
              hud diff quickstart-1f2e3d4c quickstart-5b6a7c8d --json
            """)
        {
            first, second, all, json,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            var diff = RecordDiff.Of(
                RecordSource.Read(parsed.GetRequiredValue(first), server, parsed), RecordSource.Read(parsed.GetRequiredValue(second), server, parsed));
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            foreach (var line in Text(diff, parsed.GetValue(all))) output.Say(line);
            output.Document(new { diff.Rows, diff.Equal, Unequal = diff.Unequal.Select(k => k.Value), diff.Environment });
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Text(RecordDiff diff, bool all)
    {
        var shown = diff.Rows.Where(r => all || r.Difference != 0).ToList();
        if (diff.Rows.IsEmpty) yield return "no cell in common";
        else if (shown.Count == 0) yield return string.Create(CultureInfo.InvariantCulture, $"all {diff.Rows.Length} cells in common have equal means");
        else
        {
            var rows = shown.Select(r => new[]
            {
                r.Metric, r.Scene, r.Column, Number(r.A.Mean), Number(r.B.Mean), (r.Difference > 0 ? "+" : "") + Number(r.Difference),
                r.P is { } p ? Number(p) + (p < Level ? "*" : "") : "",
            });
            foreach (var line in TextTable.Of(["METRIC", "SCENE", "METHOD", "A", "B", "B - A", "P"], rows)) yield return line;
        }

        yield return string.Create(
            CultureInfo.InvariantCulture, $"{diff.Equal + diff.Unequal.Length} trials in common: {diff.Equal} with equal bits, {diff.Unequal.Length} with other numbers");
        foreach (var fact in diff.Environment) yield return $"environment differs: {fact}";
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
