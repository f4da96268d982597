using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;
using Rendered = Hud.Experiments.Tables.Tables;

namespace Hud.Experiments.Tests.Tables;

/// <summary>A scene's name is a path, and a path may hold anything.</summary>
public sealed class HostileNameTests
{
    private const string Name = "a_b&c%d$e#f{g}h~i^j\\k|l\"m,n<o>[p]\u00e9\u4e2d±*q`";

    private static string Render(TableFormat format, string name = Name)
    {
        var trial = new TrialSpec(
            Given.Pin("paviau") with { Name = name }, "hud", 1, new Budget(1, 1, 1, 8), new Sampling(1, "ddpm", 1),
            new Evaluation(["point_fidelity"], 8, 32), ImmutableSortedDictionary<string, string>.Empty, 1);
        return Rendered.Render(new ExperimentPlan("p-1", "p", [trial], null), Ledger.Empty, format);
    }

    [Fact]
    public void Latex_escapes_every_special_character()
    {
        var line = Render(TableFormat.Latex).Split('\n').Single(l => l.StartsWith("a\\_b", StringComparison.Ordinal));
        Assert.StartsWith(
            @"a\_b\&c\%d\$e\#f\{g\}h\textasciitilde{}i\textasciicircum{}j\textbackslash{}k\textbar{}l{\char34}m,n\textless{}o\textgreater{}{[}p{]}(U+00E9)(U+4E2D)$\pm$*q` (derived) &",
            line, StringComparison.Ordinal);
    }

    [Fact]
    public void Latex_is_ascii_with_balanced_braces_and_environments()
    {
        var text = Render(TableFormat.Latex);
        Assert.All(text, c => Assert.True(c is '\n' or (>= ' ' and < (char)127)));
        var bare = text.Replace("\\{", "", StringComparison.Ordinal).Replace("\\}", "", StringComparison.Ordinal);
        Assert.Equal(bare.Count(c => c == '{'), bare.Count(c => c == '}'));
        Assert.Equal(text.Split("\\begin{").Length, text.Split("\\end{").Length);
    }

    [Fact]
    public void Markdown_row_has_as_many_cells_as_its_heading()
    {
        var tables = Render(TableFormat.Markdown).Split("\n## ").Skip(1)
            .Select(t => t.Split('\n').Where(l => l.StartsWith('|')).ToList()).ToList();
        Assert.Equal([3, 4], tables.Select(rows => rows.Count));
        Assert.All(tables, rows => Assert.Single(
            rows.Select(r => r.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')).Distinct()));
    }

    [Fact]
    public void Html_escapes_what_would_be_markup()
    {
        var html = Render(TableFormat.Html);
        Assert.Contains("l&quot;m,n&lt;o&gt;[p]", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<o>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("a_b&c", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM", "'@SUM")]
    [InlineData("a=b", "a=b")]
    public void Csv_name_is_no_formula(string name, string field) =>
        Assert.Contains($",{field},derived,", Render(TableFormat.Csv, name), StringComparison.Ordinal);

    [Fact]
    public void Csv_quotes_what_would_split_a_field() =>
        Assert.Contains("\"" + Name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"", Render(TableFormat.Csv), StringComparison.Ordinal);
}
