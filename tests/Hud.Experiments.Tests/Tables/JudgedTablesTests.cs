using System.Diagnostics;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;
using Rendered = Hud.Experiments.Tables.Tables;

namespace Hud.Experiments.Tests.Tables;

public sealed class JudgedTablesTests
{
    private static ExperimentTables Tables { get; } = TableBuilder.Build(JudgedRun.Plan, JudgedRun.Ledger);

    private static Cell? Cell(string metric, string scene, string column)
    {
        var table = Tables.Tables.Single(t => t.Metrics.Any(m => m.Name == metric));
        var row = table.Rows.Single(r => r.Scene.Name == scene);
        return row.Metrics[table.Metrics.ToList().FindIndex(m => m.Name == metric)]
            .Cells[table.Columns.ToList().FindIndex(c => c.Label == column)];
    }

    [Theory]
    [InlineData(TableFormat.Markdown)]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Latex)]
    [InlineData(TableFormat.Json)]
    [InlineData(TableFormat.Html)]
    public void Table_with_everything_reads_as_stored(TableFormat format) =>
        Golden.Matches("judged." + Rendered.Extension(format), Rendered.Render(JudgedRun.Plan, JudgedRun.Ledger, format));

    [Fact]
    public void Terminal_table_reads_as_stored() =>
        Golden.Matches("judged.txt", Rendered.Compact(JudgedRun.Plan, JudgedRun.Ledger));

    [Fact]
    public void Tables_need_nothing_but_the_ledger_file()
    {
        var read = RecordFile.Parse(RecordFile.Write(new ExperimentRecord(JudgedRun.Plan, JudgedRun.Ledger)), "ledger.json");
        foreach (var format in Enum.GetValues<TableFormat>())
            Assert.Equal(Rendered.Render(JudgedRun.Plan, JudgedRun.Ledger, format), Rendered.Render(read.Plan, read.Ledger, format));
    }

    [Theory]
    [InlineData("salinas", "hud", Verdict.Reproduced)]
    [InlineData("salinas", "unmixdiff form=as_released", Verdict.Better)]
    [InlineData("salinas", "mprnet", Verdict.Worse)]
    [InlineData("indian_pines", "hud", Verdict.Undecided)]
    [InlineData("indian_pines", "mprnet", Verdict.Undecided)]
    [InlineData("paviau", "hud", Verdict.NotComparable)]
    public void Every_verdict_has_its_case(string scene, string column, Verdict verdict) =>
        Assert.Equal(verdict, Cell("point_fidelity", scene, column)!.Comparison!.Verdict);

    [Fact]
    public void Lower_is_better_turns_the_verdict_round()
    {
        Assert.Equal(Verdict.Worse, Cell("fid", "salinas", "mprnet")!.Comparison!.Verdict);
        Assert.Equal(Verdict.Reproduced, Cell("fid", "salinas", "hud")!.Comparison!.Verdict);
    }

    [Fact]
    public void Metric_measured_on_another_scale_is_set_beside_and_not_judged()
    {
        var published = JudgedRun.Plan.Published!;
        var plan = JudgedRun.Plan with
        {
            Published = published with
            {
                Metrics = [.. published.Metrics.Select(m => m with { OnAnotherScale = m.Name == "fid" })],
            },
        };
        var rows = TableBuilder.Build(plan, JudgedRun.Ledger).Tables.Single(t => t.Metrics.Any(m => m.Name == "fid")).Rows;
        var compared = rows.SelectMany(r => r.Metrics[0].Cells).OfType<Cell>().Select(c => c.Comparison).OfType<Comparison>().ToList();
        Assert.NotEmpty(compared);
        Assert.All(compared, c => Assert.Equal((Verdict.NotComparable, true), (c.Verdict, c.AdjustedP is null)));
    }

    [Theory]
    [InlineData("salinas, indian_pines", "0.9970", "")]
    [InlineData("salinas, paviau", "0.9975", "not comparable")]
    public void Mean_over_scenes_is_compared_only_where_all_are_the_published_ones(string scenes, string theirs, string verdict)
    {
        var cells = MeanRow($"scenes: [{scenes}]\nmethods: [mprnet]\nseeds: 2", 0.9001);
        Assert.Equal([theirs, "-0.097", verdict], cells[^3..]);
    }

    [Fact]
    public void Mean_over_scenes_of_other_options_has_no_published_one()
    {
        var cells = MeanRow(
            "scenes: [salinas, indian_pines]\nmethods: [unmixdiff]\nseeds: 2\n"
            + "overrides: [{ method: unmixdiff, scene: indian_pines, options: { form: repaired } }]", 0.5);
        Assert.Equal(["–", "–", ""], cells[^3..]);
    }

    private static string[] MeanRow(string yaml, double value)
    {
        var plan = JudgedRun.PlanOf($"name: m\n{yaml}\nmetrics: [point_fidelity]\ntargets: published.yaml");
        var ledger = plan.Trials.Aggregate(Ledger.Empty, (l, t) => l.Add(TrialKey.Of(t), Given.Result(value)));
        return [.. Rendered.Render(plan, ledger, TableFormat.Markdown).Split('\n')
            .Last(l => l.StartsWith("| mean ", StringComparison.Ordinal)).Split('|')[1..^1].Select(c => c.Trim())];
    }

    [Fact]
    public void Cell_without_a_published_number_has_no_verdict()
    {
        Assert.Null(Cell("fid", "indian_pines", "hud")!.Comparison);
        Assert.Null(Cell("point_fidelity", "synthetic", "hud")!.Comparison);
        Assert.Null(Cell("point_fidelity", "salinas", "unmixdiff form=repaired")!.Comparison);
        Assert.Null(Cell("kid", "salinas", "hud")!.Comparison);
    }

    [Fact]
    public void Only_a_complete_race_has_a_winner()
    {
        Assert.True(Cell("point_fidelity", "salinas", "hud")!.IsBest);
        Assert.All(Tables.Tables.SelectMany(t => t.Rows).Where(r => r.Scene.Name is "indian_pines" or "synthetic")
            .SelectMany(r => r.Metrics).SelectMany(m => m.Cells), c => Assert.False(c!.IsBest));
        // Equal in all methods: nobody wins.
        Assert.False(Cell("sam_median", "salinas", "hud")!.IsBest);
    }

    [Fact]
    public void Better_than_real_data_is_marked()
    {
        Assert.True(Cell("point_fidelity", "salinas", "hud")!.IsBeyondFloor);
        Assert.False(Cell("fid", "salinas", "hud")!.IsBeyondFloor);
        Assert.True(Cell("block_diversity", "salinas", "hud")!.IsBeyondFloor);
    }

    [Fact]
    public void Terminal_table_fits_a_terminal() =>
        Assert.All(Rendered.Compact(JudgedRun.Plan, JudgedRun.Ledger).Split('\n').Where(l => l.StartsWith('|')),
            l => Assert.InRange(l.Length, 1, 140));

    [Fact]
    public void Html_asks_nobody_for_anything_and_runs_nothing()
    {
        var html = Rendered.Render(JudgedRun.Plan, JudgedRun.Ledger, TableFormat.Html);
        foreach (var outside in new[] { "<script", "<link", "<img", "src=", "href=", "url(", "@import", "http:", "https:" })
            Assert.DoesNotContain(outside, html, StringComparison.OrdinalIgnoreCase);
        foreach (var tag in new[] { "table", "tr", "td", "th", "thead", "tbody", "tfoot", "figure", "ul", "li" })
            Assert.Equal(html.Split($"<{tag}>").Length + html.Split($"<{tag} ").Length - 1, html.Split($"</{tag}>").Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Latex_compiles(bool filled)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pdflatex"), "no pdflatex here; test.sh installs it");
        var folder = Directory.CreateTempSubdirectory("hud-latex-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "tables.tex"), Rendered.Render(
                JudgedRun.Plan, filled ? JudgedRun.Ledger : Ledger.Empty, TableFormat.Latex));
            File.WriteAllText(Path.Combine(folder, "paper.tex"),
                "\\documentclass[twocolumn]{article}\n\\usepackage{booktabs,graphicx}\n\\begin{document}\n\\input{tables}\n\\end{document}\n");
            using var latex = Process.Start(new ProcessStartInfo(
                "/usr/bin/pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "paper.tex"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            })!;
            var log = latex.StandardOutput.ReadToEnd();
            latex.WaitForExit();
            Assert.True(latex.ExitCode == 0, log);
            Assert.Contains("Output written on paper.pdf", log, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
