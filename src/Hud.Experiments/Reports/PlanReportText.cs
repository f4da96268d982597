using System.Globalization;
using System.Text;
using Hud.Experiments.Tables;

namespace Hud.Experiments.Reports;

/// <summary>The dry-run report for people: 80 columns.</summary>
internal static class PlanReportText
{
    private const int SceneWidth = 24;
    private const int MethodWidth = 29;

    public static string Of(PlanReport report)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');

        Line($"Experiment {report.Plan.Id}");
        Line($"{Count(report.Trials.Length, "trial")} in {Count(report.Cells.Length, "cell")}, {report.Done} done");
        if (report.Plan.Search is { } search)
            Line($"A search of {Count(search.Points, "point")} by {search.Sampler.ToString().ToLowerInvariant()}; the first {report.Trials.Length / search.Seeds.Length} below, the others follow from results");
        if (report.Plan.UntilDecided is { } until)
            Line($"Cells with undecided verdicts get more seeds, up to {until.Max}");
        if (report.Done < report.Trials.Length) Line($"Still to run: {Remaining(report)}");
        Line($"");
        Line($"{"scene",-SceneWidth}  {"method",-MethodWidth}  {"trials",6}  {"done",4}  {"hours",6}");
        foreach (var c in report.Cells)
            Line($"{Fit(SceneLabel.Of(c.Scene), SceneWidth),-SceneWidth}  {Fit(c.Label, MethodWidth),-MethodWidth}  {c.Trials,6}  {c.Done,4}  {Hours(c.Seconds, c.Done == c.Trials),6}");
        Line($"");
        // Long seeds take their room from the method's column.
        var seedWidth = Math.Max(6, report.Trials.Max(t => Seed(t).Length));
        var methodWidth = MethodWidth + 6 - seedWidth;
        Line($"{"trial",-12}  {"seed".PadLeft(seedWidth)}  {"scene",-SceneWidth}  {"method".PadRight(methodWidth - 6)}  state");
        foreach (var t in report.Trials)
            Line($"{t.Key.Short}  {Seed(t).PadLeft(seedWidth)}  {Fit(SceneLabel.Of(t.Spec.Scene), SceneWidth),-SceneWidth}  {Fit(t.Label, methodWidth - 6).PadRight(methodWidth - 6)}  {(t.Done ? "done" : "")}");
        return text.ToString();
    }

    private static string Remaining(PlanReport report)
    {
        var trials = Count(report.Trials.Length - report.Done, "trial");
        return report.Seconds is not { } seconds
            ? $"{trials}, time unknown"
            : $"{trials}, about {Hours(seconds, done: false)} hours"
                + (report.Unknown > 0 ? $" and {Count(report.Unknown, "trial")} of unknown time" : "");
    }

    private static string Hours(double? seconds, bool done) => (seconds, done) switch
    {
        (_, true) => "",
        (null, _) => "?",
        ({ } s, _) => (s / 3600).ToString(s < 360 ? "F2" : "F1", CultureInfo.InvariantCulture),
    };

    private static string Seed(ReportTrial trial) => trial.Spec.Seed.ToString(CultureInfo.InvariantCulture);

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>Long paths lose their beginning: the end tells them apart.</summary>
    private static string Fit(string text, int width) => text.Length <= width ? text : "…" + text[^(width - 1)..];
}
