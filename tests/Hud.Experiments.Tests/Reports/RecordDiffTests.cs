using Hud.Experiments.Plans;
using Hud.Experiments.Reports;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tests.Reports;

public sealed class RecordDiffTests
{
    private static ExperimentRecord Record(int seeds, Func<TrialSpec, double> value, string hud = "0.1.0")
    {
        var plan = Given.Plan($"name: x\nscenes: [synthetic]\nmethods: [hud, gan]\nseeds: {seeds}\n");
        return new(plan, plan.Trials.Aggregate(Ledger.Empty, (l, t) =>
        {
            var result = Given.Result(value(t));
            return l.Add(TrialKey.Of(t), result with { Environment = result.Environment.SetItem("hud", hud) });
        }));
    }

    private static double Steady(TrialSpec trial) => 0.9 + (0.001 * trial.Seed);

    private static List<DiffRow> Fidelity(RecordDiff diff)
    {
        var rows = diff.Rows.Where(r => r.Metric == "point_fidelity v1").ToList();
        Assert.Equal(2, rows.Count);
        return rows;
    }

    [Fact]
    public void Experiment_differs_in_nothing_from_itself()
    {
        var diff = RecordDiff.Of(Record(3, Steady), Record(3, Steady));
        Assert.NotEmpty(diff.Rows);
        Assert.All(diff.Rows, r => Assert.Equal(0, r.Difference));
        Assert.Equal((6, 0, 0), (diff.Equal, diff.Unequal.Length, diff.Environment.Length));
    }

    [Fact]
    public void What_another_version_of_the_code_changed_is_told_from_what_it_left()
    {
        var diff = RecordDiff.Of(
            Record(3, Steady), Record(3, t => Steady(t) + (t.Method == "hud" ? 0.05 : 0), hud: "0.2.0"));
        Assert.Equal((3, 3), (diff.Equal, diff.Unequal.Length));
        Assert.Equal("hud: 0.1.0 | 0.2.0", Assert.Single(diff.Environment));
        Assert.All(Fidelity(diff), r => Assert.Equal(r.Column == "hud" ? 0.05 : 0, r.Difference, 12));
        Assert.All(diff.Rows.Where(r => r.Column == "hud"), r => Assert.True(r.P < 0.001));
        Assert.All(diff.Rows.Where(r => r.Column == "gan"), r => Assert.Equal(1, r.P));
    }

    [Fact]
    public void One_seed_shows_a_difference_and_judges_it_not()
    {
        var diff = RecordDiff.Of(Record(1, Steady), Record(1, t => Steady(t) + 0.05));
        Assert.All(diff.Rows, r => Assert.Null(r.P));
        Assert.All(Fidelity(diff), r => Assert.Equal(0.05, r.Difference, 12));
    }

    [Fact]
    public void Cells_that_only_one_has_are_left_out() =>
        Assert.All(RecordDiff.Of(Record(2, Steady), Record(2, Steady) with { Ledger = Ledger.Empty }).Rows, _ => Assert.Fail("no cell is in both"));
}
