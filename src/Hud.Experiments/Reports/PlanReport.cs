using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;

namespace Hud.Experiments.Reports;

/// <summary>What a plan would compute: counts, cells, trials, hours, and what is done already.</summary>
/// <param name="Seconds">Estimate for all trials that are not done and whose time is known; null where none is.</param>
/// <param name="Unknown">Trials that are not done and whose time is not known.</param>
public sealed record PlanReport(
    ExperimentPlan Plan, ImmutableArray<ReportCell> Cells, ImmutableArray<ReportTrial> Trials, double? Seconds, int Unknown)
{
    public int Done => Trials.Count(t => t.Done);

    /// <param name="ledger">Results so far; empty for a new experiment.</param>
    /// <param name="seconds">Estimated seconds of a trial, null where unknown.</param>
    public static PlanReport Of(ExperimentPlan plan, Ledger ledger, Func<TrialSpec, double?> seconds)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(seconds);
        var trials = plan.Trials.Select(t =>
        {
            var key = TrialKey.Of(t);
            var done = ledger.Contains(key);
            return new ReportTrial(key, t, TableColumn.Of(t, plan.Sweep).Label, done, done ? null : seconds(t));
        }).ToImmutableArray();
        var cells = trials.GroupBy(t => (t.Spec.Scene, t.Label)).Select(g => new ReportCell(
            g.Key.Scene, g.Key.Label, g.Count(), g.Count(t => t.Done), Sum(g))).ToImmutableArray();
        return new PlanReport(plan, cells, trials, Sum(trials), trials.Count(t => !t.Done && t.Seconds is null));
    }

    /// <summary>For people, at most 80 columns wide.</summary>
    public string Text() => PlanReportText.Of(this);

    /// <summary>For programs: one JSON document.</summary>
    public string Json() => JsonText.Write(new
    {
        Format = "hudcluster-plan",
        Version = 1,
        Plan.Id,
        Plan.Name,
        Plan.Targets,
        Plan.Sweep,
        TrialCount = Trials.Length,
        Done,
        CellCount = Cells.Length,
        EstimatedHours = Seconds / 3600,
        TrialsOfUnknownTime = Unknown,
        Cells = Cells.Select(c => new
        {
            Scene = c.Scene.Name,
            c.Scene.Provenance,
            Method = c.Label,
            c.Trials,
            c.Done,
            EstimatedHours = c.Seconds / 3600,
        }),
        Trials = Trials.Select(t => new { Key = t.Key.Value, t.Key.Short, t.Done, t.Spec }),
    });

    private static double? Sum(IEnumerable<ReportTrial> trials)
    {
        var known = trials.Select(t => t.Seconds).OfType<double>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }
}

/// <param name="Label">The method with its swept settings.</param>
/// <param name="Seconds">Estimate for the trials of the cell that are not done; null where unknown.</param>
public sealed record ReportCell(ScenePin Scene, string Label, int Trials, int Done, double? Seconds);

/// <param name="Label">The method with its swept settings.</param>
/// <param name="Seconds">Estimate; null where unknown or done.</param>
public sealed record ReportTrial(TrialKey Key, TrialSpec Spec, string Label, bool Done, double? Seconds);
