using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tests.Search;

public sealed class SearchSpaceTests
{
    private static readonly Gen<SearchParameter> Any = Gen.Select(
        Gen.Enum<ParameterKind>(), Gen.Double[0.001, 100], Gen.Double[0.5, 1000], Gen.Int[1, 7], Gen.Int[2, 9],
        (kind, low, span, step, words) => kind switch
        {
            ParameterKind.Integer => new SearchParameter("p", kind, Math.Floor(low), Math.Floor(low) + Math.Ceiling(span), step, [], null, ""),
            ParameterKind.Choice => new SearchParameter("p", kind, 0, 0, 1, [.. Enumerable.Range(0, words).Select(i => $"w{i}")], null, ""),
            _ => new SearchParameter("p", kind, low, low + span, 1, [], null, ""),
        });

    [Fact]
    public void Text_of_a_coordinate_lies_in_the_range_and_comes_back_to_the_same_text() =>
        Gen.Select(Any, Gen.Double[0, 1]).Sample((p, unit) =>
        {
            var text = p.Text(unit);
            var inside = p.Kind == ParameterKind.Choice ? p.Choices.Contains(text) : double.Parse(text, CultureInfo.InvariantCulture) is var v && v >= p.Low && v <= p.High;
            return inside && p.Text(p.Unit(text)) == text;
        });

    [Fact]
    public void Equal_shares_of_the_coordinate_belong_to_every_integer()
    {
        var p = new SearchParameter("p", ParameterKind.Integer, 4, 17, 4, [], null, "");
        Assert.Equal(4, p.Count);
        Assert.Equal(["4", "4", "8", "8", "12", "12", "16", "16"], Enumerable.Range(0, 8).Select(i => p.Text((i + 0.5) / 8)));
        Assert.Equal("16", p.Text(1));
    }

    [Fact]
    public void Middle_of_a_log_uniform_range_is_the_geometric_mean() =>
        Assert.Equal("0.001", new SearchParameter("p", ParameterKind.LogUniform, 1e-5, 0.1, 1, [], null, "").Text(0.5));

    [Fact]
    public void Numbers_are_short_enough_to_read() =>
        Assert.Equal("0.333333", new SearchParameter("p", ParameterKind.Uniform, 0, 1, 1, [], null, "").Text(1.0 / 3));

    [Fact]
    public void Parameter_counts_only_where_its_condition_holds_and_its_choice_counts_itself()
    {
        var tree = GivenSearch.Tree;
        Assert.Equal(["kind", "rate"], SearchSpace.At(tree, _ => 0).Keys);
        Assert.Equal(["depth", "kind", "rate", "width"], SearchSpace.At(tree, i => tree[i].Name == "kind" ? 0.5 : 0.9).Keys);
        Assert.Equal(["depth", "kind", "rate"], SearchSpace.At(tree, i => tree[i].Name == "kind" ? 0.5 : 0).Keys);
    }

    [Fact]
    public void Point_is_found_again_among_all_settings_of_its_trial()
    {
        var point = SearchSpace.At(GivenSearch.Tree, _ => 0.9);
        Assert.Equal(point, SearchSpace.Of(GivenSearch.Tree, name => point.GetValueOrDefault(name, "idle")));
    }

    [Fact]
    public void All_points_of_a_finite_space_are_listed_once()
    {
        ImmutableArray<SearchParameter> space = [.. GivenSearch.Tree.Where(p => p.Name != "rate")];
        // none; deep with depth 1 and no width; deep with depth 2 and two widths.
        Assert.Equal(4, SearchSpace.All(space).Count());
        Assert.Equal(4, SearchSpace.All(space).Select(p => string.Join(' ', p)).Distinct().Count());
        Assert.True(SearchSpace.IsFinite(space));
        Assert.False(SearchSpace.IsFinite(GivenSearch.Tree));
    }
}
