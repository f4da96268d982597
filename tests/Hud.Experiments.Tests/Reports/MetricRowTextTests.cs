using System.Text.Json;
using Hud.Experiments.Plans;
using Hud.Experiments.Reports;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tests.Reports;

public sealed class MetricRowTextTests
{
    private static ExperimentRecord Record(int done)
    {
        var plan = Given.Plan("""
            name: x
            scenes: [paviau, salinas]
            methods: [hud, gan]
            seeds: 2
            budget: { iterations: 10, batch: 2 }
            sweep: { hud.endmembers: [4, 6] }
            """);
        return new(plan, plan.Trials.Take(done).Select((t, i) => (t, i)).Aggregate(
            Ledger.Empty, (l, t) => l.Add(TrialKey.Of(t.t), Given.Result(0.9 + (0.001 * t.i), t.i == 1 ? null : 0.9988))));
    }

    [Fact]
    public void Csv_has_a_line_for_each_number_of_each_recorded_trial() => Golden.Matches("numbers.csv", MetricRowText.Csv(Record(5)));

    [Fact]
    public void Json_has_them_too() => Golden.Matches("numbers.json", MetricRowText.Json(Record(2)));

    [Fact]
    public void Every_line_has_as_many_fields_as_the_head()
    {
        var lines = MetricRowText.Csv(Record(12)).TrimEnd('\n').Split('\n');
        Assert.Equal(1 + (12 * 3), lines.Length);
        Assert.All(lines, l => Assert.Equal(lines[0].Split(',').Length, l.Split(',').Length));
    }

    [Fact]
    public void Nothing_recorded_is_a_head_alone()
    {
        Assert.Single(MetricRowText.Csv(Record(0)).TrimEnd('\n').Split('\n'));
        Assert.Equal(0, JsonDocument.Parse(MetricRowText.Json(Record(0))).RootElement.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void Scene_that_is_a_formula_is_text_and_a_metric_that_is_no_number_survives()
    {
        var spec = Record(1).Plan.Trials[0];
        var odd = spec with { Scene = spec.Scene with { Name = "=HYPERLINK(\"x\"),y" } };
        var result = new TrialResult([new("fid", 1, double.NaN, null)], Given.Result(1).Artifacts, Given.Result(1).Seconds, Given.Result(1).Environment);
        var record = new ExperimentRecord(new("odd-1", "odd", [odd], null), Ledger.Empty.Add(TrialKey.Of(odd), result));
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\"),y\",", MetricRowText.Csv(record), StringComparison.Ordinal);
        Assert.Contains(",fid,1,NaN,,\n", MetricRowText.Csv(record), StringComparison.Ordinal);
        Assert.Equal("NaN", JsonDocument.Parse(MetricRowText.Json(record)).RootElement.GetProperty("rows")[0].GetProperty("value").GetString());
    }
}
