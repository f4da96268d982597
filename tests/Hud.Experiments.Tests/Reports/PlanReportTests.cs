using System.Text.Json;
using Hud.Experiments.Plans;
using Hud.Experiments.Reports;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tests.Reports;

public sealed class PlanReportTests
{
    private static ExperimentPlan Plan { get; } = Given.Plan("""
        name: report
        scenes: [paviau, synthetic]
        methods: [gan, hud]
        seeds: [1, 20]
        sweep: { hud.endmembers: [4, 5] }
        """);

    private static Ledger SomeDone { get; } = Ledger.Empty
        .Add(TrialKey.Of(Plan.Trials[0]), Given.Result(0.9))
        .Add(TrialKey.Of(Plan.Trials[1]), Given.Result(0.9));

    private static PlanReport Report => PlanReport.Of(Plan, SomeDone, MeasuredTimes.Of(Plan, SomeDone));

    [Fact]
    public void Text_reads_as_stored() => Golden.Matches("report.txt", Report.Text());

    [Fact]
    public void Json_reads_as_stored() => Golden.Matches("report.json", Report.Json());

    [Fact]
    public void Finished_siblings_give_the_time_of_a_trial_and_strangers_do_not()
    {
        var time = MeasuredTimes.Of(Plan, SomeDone);
        Assert.Equal(120.5, time(Plan.Trials.Single(t => t is { Seed: 20, Method: "gan", Scene.Name: "paviau" })));
        Assert.Null(time(Plan.Trials.First(t => t.Scene.Name == "synthetic")));
        Assert.Equal((2 * 120.5, 8), (Report.Seconds, Report.Unknown));
    }

    [Fact]
    public void Nothing_is_wider_than_eighty_columns_however_long_the_names()
    {
        var plan = Plan with
        {
            Trials = [.. Plan.Trials.Select(t => t with
            {
                Scene = t.Scene with { Name = "/a/very/long/path/" + new string('x', 200) + ".mat" },
                Method = "a_method_with_a_name_that_goes_on_and_on",
                Seed = long.MaxValue - t.Seed,
            })],
        };
        var lines = PlanReport.Of(plan, Ledger.Empty.Add(TrialKey.Of(plan.Trials[0]), Given.Result(1)), _ => 1e7).Text().Split('\n');
        Assert.All(lines, l => Assert.InRange(l.Length, 0, 80));
    }

    [Fact]
    public void Counts_agree_between_cells_and_trials()
    {
        using var json = JsonDocument.Parse(Report.Json());
        var cells = json.RootElement.GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal(json.RootElement.GetProperty("trial_count").GetInt32(), cells.Sum(c => c.GetProperty("trials").GetInt32()));
        Assert.Equal(2, cells.Sum(c => c.GetProperty("done").GetInt32()));
    }
}
