using System.Text.Json;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;
using Rendered = Hud.Experiments.Tables.Tables;

namespace Hud.Experiments.Tests.Tables;

public sealed class TablesTests
{
    private static ExperimentPlan Plan { get; } = Given.Plan("""
        name: paper-tables
        scenes: [paviau, salinas, synthetic]
        methods: [gan, hud]
        seeds: 3
        """);

    /// <summary>gan: complete on paviau; hud: complete on all but one trial of synthetic; gan has nothing on synthetic.</summary>
    private static Ledger Partial()
    {
        var ledger = Ledger.Empty;
        foreach (var t in Plan.Trials)
        {
            if (t is { Method: "gan", Scene.Name: "synthetic" } or { Method: "hud", Scene.Name: "synthetic", Seed: 3 }) continue;
            if (t is { Method: "gan", Scene.Name: "salinas", Seed: > 1 }) continue;
            ledger = ledger.Add(TrialKey.Of(t), Given.Result((t.Method == "hud" ? 0.997 : 0.95) + (t.Seed * 0.001)));
        }

        return ledger;
    }

    [Theory]
    [InlineData(TableFormat.Markdown)]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Latex)]
    [InlineData(TableFormat.Json)]
    [InlineData(TableFormat.Html)]
    public void Partly_filled_table_reads_as_stored(TableFormat format) =>
        Golden.Matches("partial." + Rendered.Extension(format), Rendered.Render(Plan, Partial(), format));

    [Fact]
    public void Sweep_gives_a_column_for_each_value()
    {
        var plan = Given.Plan("name: s\nscenes: [salinas]\nmethods: [gan, hud]\nseeds: 1\nsweep: { hud.endmembers: [4, auto] }");
        var table = TableBuilder.Build(plan, Ledger.Empty).Tables.Single();
        Assert.Equal(["gan", "hud endmembers=4", "hud endmembers=16"], table.Columns.Select(c => c.Label));
        Assert.Equal(["GAN", "HUD endmembers=4", "HUD endmembers=16"], table.Columns.Select(c => c.Heading(plan)));
    }

    [Theory]
    [InlineData(TableFormat.Markdown)]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Latex)]
    [InlineData(TableFormat.Json)]
    [InlineData(TableFormat.Html)]
    public void Table_without_any_result_shows_what_is_missing(TableFormat format)
    {
        var text = Rendered.Render(Plan, Ledger.Empty, format);
        Assert.Contains("0 of 18 trials done: this table is not complete.", format == TableFormat.Csv ? Rendered.Render(Plan, Ledger.Empty, TableFormat.Markdown) : text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(999_999, "999999.000")]
    [InlineData(2.844e14, "2.8e14")]
    [InlineData(-1.06e7, "-1.1e7")]
    public void Numbers_that_blew_up_do_not_widen_the_table(double value, string text)
    {
        var trial = Plan.Trials[0];
        var ledger = Ledger.Empty.Add(TrialKey.Of(trial), Given.Result(value));
        Assert.Contains($" {text} (1/3)", Rendered.Render(Plan, ledger, TableFormat.Markdown), StringComparison.Ordinal);
    }

    [Fact]
    public void Order_in_which_results_came_changes_no_byte()
    {
        var backwards = Partial().Results.Reverse().Aggregate(Ledger.Empty, (l, r) => l.Add(r.Key, r.Result));
        foreach (var format in Enum.GetValues<TableFormat>())
            Assert.Equal(Rendered.Render(Plan, Partial(), format), Rendered.Render(Plan, backwards, format));
    }

    [Fact]
    public void Table_survives_the_ledger_file()
    {
        var read = RecordFile.Parse(RecordFile.Write(new ExperimentRecord(Plan, Partial())), "ledger.json");
        foreach (var format in Enum.GetValues<TableFormat>())
            Assert.Equal(Rendered.Render(Plan, Partial(), format), Rendered.Render(read.Plan, read.Ledger, format));
    }

    [Fact]
    public void Results_of_two_versions_of_a_metric_are_never_mixed()
    {
        var ledger = Ledger.Empty
            .Add(TrialKey.Of(Plan.Trials[0]), Given.Result(0.9, version: 1))
            .Add(TrialKey.Of(Plan.Trials[1]), Given.Result(0.9, version: 2));
        var bad = Assert.Throws<InputException>(() => Rendered.Render(Plan, ledger, TableFormat.Csv));
        Assert.Equal(("point_fidelity", "1 and 2"), (bad.Place, bad.Value));
    }

    [Fact]
    public void Results_of_another_version_than_the_definition_beside_them_are_refused()
    {
        var ledger = Plan.Trials.Aggregate(Ledger.Empty, (l, t) => l.Add(TrialKey.Of(t), Given.Result(0.9, version: 7)));
        var bad = Assert.Throws<InputException>(() => Rendered.Render(Plan, ledger, TableFormat.Markdown));
        Assert.Equal(("point_fidelity", "7"), (bad.Place, bad.Value));
        Assert.Contains("than this build's, 1", bad.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Floors_that_differ_within_a_row_are_shown_as_a_range()
    {
        var plan = Given.Plan("name: s\nscenes: [salinas]\nseeds: 1\nmetrics: [point_fidelity]\nsweep: { block: [4, 8] }");
        var ledger = Ledger.Empty
            .Add(TrialKey.Of(plan.Trials[0]), Given.Result(0.9, floor: 0.99))
            .Add(TrialKey.Of(plan.Trials[1]), Given.Result(0.9, floor: 0.97));
        Assert.Contains("| 0.970–0.990 |", Rendered.Render(plan, ledger, TableFormat.Markdown), StringComparison.Ordinal);
    }

    [Fact]
    public void Undefined_value_is_shown_and_not_hidden()
    {
        var ledger = Plan.Trials.Aggregate(Ledger.Empty, (l, t) => l.Add(TrialKey.Of(t), Given.Result(t.Seed == 2 ? double.NaN : 0.9)));
        foreach (var format in Enum.GetValues<TableFormat>())
            Assert.Contains("NaN", Rendered.Render(Plan, ledger, format), StringComparison.Ordinal);
    }

    [Fact]
    public void Average_waits_for_every_scene()
    {
        var ledger = Partial();
        Assert.Contains("| mean ", Rendered.Render(Plan, ledger, TableFormat.Markdown), StringComparison.Ordinal);
        Assert.Equal("–", LastRow(ledger)[1].Trim());
        var full = Plan.Trials.Aggregate(Ledger.Empty, (l, t) => l.Add(TrialKey.Of(t), Given.Result(0.9)));
        Assert.Equal("0.900", LastRow(full)[1].Trim());
    }

    [Fact]
    public void Json_carries_the_keys_of_the_trials_behind_every_cell()
    {
        using var json = JsonDocument.Parse(Rendered.Render(Plan, Partial(), TableFormat.Json));
        var keys = json.RootElement.GetProperty("tables")[0].GetProperty("rows").EnumerateArray()
            .SelectMany(r => r.GetProperty("metrics")[0].GetProperty("cells").EnumerateArray())
            .SelectMany(c => c.GetProperty("trials").EnumerateArray()).Select(k => k.GetString()!);
        Assert.Equal(Plan.Trials.Select(t => TrialKey.Of(t).Value).Order(), keys.Order());
    }

    private static string[] LastRow(Ledger ledger) =>
        Rendered.Render(Plan, ledger, TableFormat.Markdown).Split('\n').Last(l => l.StartsWith("| mean", StringComparison.Ordinal))
            .Trim('|', ' ').Split('|');
}
