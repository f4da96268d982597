using System.Collections.Immutable;
using CsCheck;
using Hud.Experiments.Search;
using static Hud.Experiments.Tests.Search.GivenSearch;

namespace Hud.Experiments.Tests.Search;

public sealed class SuggestionTests
{
    private static readonly ImmutableArray<SearchParameter> Square = [Real("x"), Real("y")];

    private static double Bowl(IReadOnlyDictionary<string, string> p) =>
        Math.Pow(Number(p, "x") - 0.3, 2) + Math.Pow(Number(p, "y") - 0.7, 2);

    [Theory]
    [InlineData(SearchSampler.Random)]
    [InlineData(SearchSampler.Sobol)]
    [InlineData(SearchSampler.Tpe)]
    public void Same_history_leads_to_the_same_point_and_another_seed_to_another(SearchSampler sampler) =>
        Gen.Select(Gen.Long[0, 1000], Gen.Int[0, 25]).Sample(
            (seed, length) =>
            {
                var search = Of(sampler, Square, seed: seed);
                var history = Run(search with { Points = length }, p => [Bowl(p)]);
                var next = Suggestion.Next(search, history)!;
                return next.SequenceEqual(Suggestion.Next(search, history)!)
                    && !next.SequenceEqual(Suggestion.Next(search with { Seed = seed + 1 }, history)!);
            },
            iter: 20);

    [Theory]
    [InlineData(SearchSampler.Random)]
    [InlineData(SearchSampler.Sobol)]
    [InlineData(SearchSampler.Tpe)]
    public void Finite_space_is_tried_to_its_last_point_and_no_point_twice(SearchSampler sampler)
    {
        ImmutableArray<SearchParameter> space = [.. Tree.Where(p => p.Name != "rate"), new("n", ParameterKind.Integer, 1, 5, 1, [], null, "")];
        var all = Run(Of(sampler, space, points: 1000), p => [Number(p, "n")]);
        Assert.Equal(20, all.Length);
        Assert.Equal(20, all.Select(p => string.Join(' ', p.Values)).Distinct().Count());
    }

    [Fact]
    public void Random_points_fill_the_square_evenly()
    {
        // 400 points in 4 x 4 fields, 25 expected in each: chi squared with 15 degrees of freedom is above 37.7 once in 1000 times.
        var points = Run(Of(SearchSampler.Random, Square, points: 400), _ => [0]).Select(p => p.Values);
        var counts = points.GroupBy(p => ((int)(4 * Number(p, "x")), (int)(4 * Number(p, "y")))).Select(g => g.Count()).ToList();
        Assert.InRange(counts.Sum(c => Math.Pow(c - 25, 2) / 25) + ((16 - counts.Count) * 25), 0, 37.7);
    }

    [Fact]
    public void Sobol_points_put_one_in_each_field_of_a_net()
    {
        var points = Run(Of(SearchSampler.Sobol, Square, points: 16), _ => [0]).Select(p => p.Values);
        Assert.Equal(16, points.Select(p => ((int)(4 * Number(p, "x")), (int)(4 * Number(p, "y")))).Distinct().Count());
    }

    [Fact]
    public void Tpe_comes_much_closer_than_chance_with_the_same_number_of_points()
    {
        double Best(SearchSampler sampler, long seed) => Run(Of(sampler, Square, 60, seed), p => [Bowl(p)]).Min(p => p.Losses[0]);
        var seeds = Enumerable.Range(0, 10).Select(s => (long)s).ToList();
        Assert.True(seeds.Average(s => Math.Log(Best(SearchSampler.Tpe, s))) < seeds.Average(s => Math.Log(Best(SearchSampler.Random, s))) - Math.Log(4));
    }

    [Fact]
    public void Tpe_learns_which_branch_of_a_condition_pays()
    {
        // Only deep nets of depth 2 and width 16 are any good.
        double Loss(IReadOnlyDictionary<string, string> p) =>
            (p["kind"] == "deep" ? 0 : 2) + (p.GetValueOrDefault("width") == "16" ? 0 : 1) + Math.Pow(Number(p, "rate") - 0.5, 2);
        // Of points drawn at random, one in eight is there.
        var late = Enumerable.Range(0, 8).SelectMany(seed => Run(Of(SearchSampler.Tpe, Tree, 50, seed), p => [Loss(p)]).Skip(30)).ToList();
        Assert.InRange(late.Count(p => p.Values.GetValueOrDefault("width") == "16"), late.Count / 2, late.Count);
    }

    [Fact]
    public void Tpe_stays_away_from_points_that_failed_or_were_stopped()
    {
        var search = Of(SearchSampler.Tpe, [Real("x")], 60);
        var history = ImmutableArray<TriedPoint>.Empty;
        while (history.Length < 60)
        {
            var point = Suggestion.Next(search, history)!;
            // Left of 0.5 it falls in, and so nothing better is known there; right of it everything is equal.
            history = history.Add(Number(point, "x") switch
            {
                < 0.25 => new(point, PointStanding.Failed, []),
                < 0.5 => new(point, PointStanding.Stopped, []),
                _ => Done(point, 1),
            });
        }

        Assert.True(history.Skip(20).Count(p => p.Standing == PointStanding.Done) > 30);
    }

    [Fact]
    public void Tpe_finds_both_ends_of_a_trade()
    {
        // No x is best for both: everything between 0.2 and 0.8 is on the front.
        var history = Run(Of(SearchSampler.Tpe, [Real("x"), Real("y")], 60, objectives: 2), p =>
            [Math.Pow(Number(p, "x") - 0.2, 2) + Number(p, "y"), Math.Pow(Number(p, "x") - 0.8, 2) + Number(p, "y")]);
        var late = history.Skip(30).Select(p => p.Values).ToList();
        Assert.True(late.Average(p => Number(p, "y")) < 0.25);
        Assert.Contains(late, p => Number(p, "x") < 0.35);
        Assert.Contains(late, p => Number(p, "x") > 0.65);
    }

    [Fact]
    public void Point_under_way_is_not_suggested_again_nor_its_neighbourhood_crowded()
    {
        var search = Of(SearchSampler.Tpe, [Real("x")], 40);
        var history = Run(search with { Points = 15 }, p => [Math.Pow(Number(p, "x") - 0.5, 2)]);
        var open = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            var next = Suggestion.Next(search, history)!;
            open.Add(Number(next, "x"));
            history = history.Add(new(next, PointStanding.Open, []));
        }

        Assert.Equal(10, open.Distinct().Count());
        Assert.True(open.Max() - open.Min() > 0.1);
    }
}
