using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tests.Search;

/// <summary>Spaces, and searches carried out on functions.</summary>
internal static class GivenSearch
{
    /// <summary>A rate, and a kind; "deep" has a depth, and depth 2 a width.</summary>
    public static ImmutableArray<SearchParameter> Tree { get; } =
    [
        Real("rate"), Choice("kind", ["flat", "deep"]), Choice("depth", ["1", "2"]) with { When = new("kind", ["deep"]) },
        Choice("width", ["8", "16"]) with { When = new("depth", ["2"]) },
    ];

    public static SearchParameter Real(string name, double low = 0, double high = 1) =>
        new(name, ParameterKind.Uniform, low, high, 1, [], null, "idle");

    public static SearchParameter Choice(string name, ImmutableArray<string> words) => new(name, ParameterKind.Choice, 0, 0, 1, words, null, "idle");

    public static SearchPlan Of(
        SearchSampler sampler, ImmutableArray<SearchParameter> space, int points = 40, long seed = 1, int objectives = 1) => new(
        sampler, points, 1, seed, 10, [1], space, [.. Enumerable.Range(0, objectives).Select(i => new SearchObjective($"m{i}", ObjectiveGoal.Minimise))]);

    public static double Number(IReadOnlyDictionary<string, string> point, string name) => double.Parse(point[name], CultureInfo.InvariantCulture);

    public static TriedPoint Done(ImmutableSortedDictionary<string, string> point, params ImmutableArray<double> losses) =>
        new(point, PointStanding.Done, losses);

    public static ImmutableArray<TriedPoint> Run(SearchPlan search, Func<IReadOnlyDictionary<string, string>, ImmutableArray<double>> losses)
    {
        var history = ImmutableArray<TriedPoint>.Empty;
        while (history.Length < search.Points && Suggestion.Next(search, history) is { } point) history = history.Add(Done(point, losses(point)));
        return history;
    }
}
