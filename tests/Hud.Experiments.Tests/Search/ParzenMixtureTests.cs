using System.Collections.Immutable;
using Hud.Experiments.Search;
using static Hud.Experiments.Tests.Search.GivenSearch;

namespace Hud.Experiments.Tests.Search;

public sealed class ParzenMixtureTests
{
    private static ParzenMixture Around(ImmutableArray<SearchParameter> space, params double[] units) =>
        new(space, [.. units.Select(u => Done(SearchSpace.At(space, _ => u), 0))]);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.0)]
    [InlineData(0.1, 0.15, 0.9)]
    public void Density_of_a_number_integrates_to_one(params double[] centres)
    {
        var mixture = Around([Real("x")], centres);
        var sum = Enumerable.Range(0, 10_000).Average(i => Math.Exp(mixture.Log([(i + 0.5) / 10_000])));
        Assert.Equal(1, sum, 1e-6);
    }

    [Fact]
    public void Density_of_an_integer_and_of_a_choice_sum_to_one_over_their_cells()
    {
        var integer = Around([new("n", ParameterKind.Integer, 3, 9, 1, [], null, "")], 0, 0.4, 0.5);
        Assert.Equal(1, Enumerable.Range(0, 7).Average(i => Math.Exp(integer.Log([(i + 0.5) / 7]))), 1e-9);
        var choice = Around([Choice("c", ["a", "b", "c"])], 0, 0.9, 0.9);
        Assert.Equal(1, Enumerable.Range(0, 3).Average(i => Math.Exp(choice.Log([(i + 0.5) / 3]))), 1e-9);
    }

    [Fact]
    public void Density_without_points_is_even() => Assert.Equal(0, Around([Real("x"), Real("y")]).Log([0.2, 0.9]), 1e-12);

    [Fact]
    public void Parameter_that_counts_in_no_point_is_even()
    {
        var flat = Around(Tree, 0);
        Assert.Equal(flat.Log([0.3, 0.75, 0.25, double.NaN]), flat.Log([0.3, 0.75, 0.75, 0.25]), 1e-12);
    }

    [Fact]
    public void Draws_follow_the_density()
    {
        var mixture = Around([Real("x")], 0.1, 0.15, 0.9);
        var random = new SearchRandom(7, 7);
        var drawn = Enumerable.Range(0, 20_000).Select(_ => Number(mixture.Draw(random), "x")).ToList();
        for (var field = 0; field < 10; field++)
        {
            var expected = Enumerable.Range(0, 1000).Average(i => Math.Exp(mixture.Log([(field + ((i + 0.5) / 1000)) / 10]))) / 10;
            var share = drawn.Count(x => (int)(10 * x) == field) / 20_000.0;
            // Five standard errors.
            Assert.Equal(expected, share, 5 * Math.Sqrt(expected / 20_000));
        }
    }
}
