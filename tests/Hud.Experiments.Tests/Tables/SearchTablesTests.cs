using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;

namespace Hud.Experiments.Tests.Tables;

public sealed class SearchTablesTests
{
    private static ExperimentPlan Plan(string objectives) => Given.Plan($$"""
        name: searched
        scenes: [synthetic]
        search:
          sampler: sobol
          points: 8
          parallel: 6
          space:
            hud.learning_rate: { log_uniform: [1e-4, 1] }
            hud.preset: { choice: [tiny, small] }
            hud.endmembers: { integer: [3, 8], when: { hud.preset: small } }
          objectives: {{objectives}}
          stop: { rule: asha, first: 100 }
        """);

    private static double Rate(TrialSpec trial) => double.Parse(trial.Options["learning_rate"], CultureInfo.InvariantCulture);

    /// <summary>The fourth is stopped, the last has no result.</summary>
    private static Ledger Recorded(ExperimentPlan plan) => plan.Trials.Take(3).Append(plan.Trials[4])
        .Aggregate(Ledger.Empty, (all, t) => all.Add(TrialKey.Of(t), Given.Result(0.99 - (0.01 * Math.Abs(2 + Math.Log10(Rate(t)))))))
        .Stop(TrialKey.Of(plan.Trials[3]), "loss 0.9: place 3 of 3; places 1 to 1 go on");

    [Fact]
    public void Points_stand_best_first_then_those_stopped_then_those_without_result()
    {
        var plan = Plan("[point_fidelity]");
        var tried = TableBuilder.Build(plan, Recorded(plan)).Tried;
        var byFidelity = Enumerable.Range(0, 5).Where(i => i != 3).OrderBy(i => Math.Abs(2 + Math.Log10(Rate(plan.Trials[i])))).Select(i => i + 1);
        Assert.Equal([.. byFidelity, 4, 6], tried.Select(r => r.Number));
        Assert.Equal([0, 1, 2, 3, null, null], tried.Select(r => r.Front));
        Assert.Equal("loss 0.9: place 3 of 3; places 1 to 1 go on", tried[4].Stopped);
        Assert.Equal(tried.Take(4).Select(r => r.Measured[0]).OrderDescending(), tried.Take(4).Select(r => r.Measured[0]));
    }

    [Fact]
    public void Markdown_reads_as_stored() =>
        Golden.Matches("searched.md", Rendered(TableFormat.Markdown));

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Latex)]
    [InlineData(TableFormat.Json)]
    [InlineData(TableFormat.Html)]
    public void Every_format_has_the_points(TableFormat format)
    {
        var plan = Plan("[point_fidelity]");
        Assert.Contains(plan.Trials[0].Options["learning_rate"], Tables(plan, format), StringComparison.Ordinal);
    }

    [Fact]
    public void Ledger_file_keeps_search_and_stops()
    {
        var plan = Plan("[point_fidelity, { metric: block_diversity, to: floor }]");
        var text = RecordFile.Write(new ExperimentRecord(plan, Recorded(plan)));
        var read = RecordFile.Parse(text, "x");
        Assert.Equal(text, RecordFile.Write(read));
        Assert.Equal(Tables(plan, TableFormat.Markdown), Experiments.Tables.Tables.Render(read.Plan, read.Ledger, TableFormat.Markdown));
        Assert.Contains("\"stopped\": {", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Stop_of_a_trial_with_a_result_is_no_stop()
    {
        var plan = Plan("[point_fidelity]");
        var key = TrialKey.Of(plan.Trials[0]);
        Assert.Empty(Ledger.Empty.Add(key, Given.Result(0.9)).Stop(key, "late").Stopped);
        Assert.Empty(Ledger.Empty.Stop(key, "early").Add(key, Given.Result(0.9)).Stopped);
    }

    private static string Rendered(TableFormat format) =>
        Tables(Plan("[point_fidelity, { metric: block_diversity, to: floor }]"), format);

    private static string Tables(ExperimentPlan plan, TableFormat format) => Experiments.Tables.Tables.Render(plan, Recorded(plan), format);
}
