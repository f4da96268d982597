using System.Collections.Immutable;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;

namespace Hud.Experiments.Plans;

/// <summary>More seeds for the cells whose verdicts the seeds so far leave undecided.</summary>
/// <param name="Min">Seeds of every cell, at least 2.</param>
/// <param name="Max">Most seeds of a cell, above <paramref name="Min"/>.</param>
public sealed record SeedsUntilDecided(int Min, int Max)
{
    /// <summary>How often a verdict may be looked at before it stands. Whoever looks often enough sees anything once: each look has its
    /// share of the level, so every p value counts this many times.</summary>
    public int Looks => Max - Min + 1;

    /// <summary>The next seed of every undecided cell that may have one; none when all is decided or used up. To be asked when all
    /// trials of the plan have ended: then it is a function of the ledger alone, in whatever order results came.</summary>
    public ImmutableArray<TrialSpec> Next(ExperimentPlan plan, Ledger ledger)
    {
        var seen = new HashSet<TrialKey>(plan.Trials.Select(TrialKey.Of));
        var cells = from table in TableBuilder.Build(plan, ledger).Tables
                    from row in table.Rows
                    from metric in row.Metrics
                    from cell in metric.Cells
                    where cell is { Comparison.Verdict: Verdict.Undecided } && cell.Asked < Max
                    select cell.Trials[0] with { Seed = cell.Trials.Max(t => t.Seed) + 1 };
        return [.. cells.Where(t => seen.Add(TrialKey.Of(t)))];
    }
}
