using System.Collections.Immutable;
using System.Text.Json;
using Hud.Experiments.Search;

namespace Hud.Bench.Search;

/// <summary>Minimises test functions with our samplers: for each function the regret of every seed after all points, and the
/// function's value at a few points, by which the peer knows that it minimises the same ones.</summary>
internal static class SearchBench
{
    /// <summary>Coordinates, the same in every dimension.</summary>
    private static readonly double[] Probes = [0.11, 0.46, 0.83];

    public static int Run(string[] args)
    {
        var options = new BenchOptions(args, "--sampler", "--points", "--seeds");
        var sampler = Enum.Parse<SearchSampler>(options.Text("--sampler", "tpe"), ignoreCase: true);
        var (points, seeds) = (options.Number("--points", 100), options.Number("--seeds", 30));
        foreach (var function in TestFunctions.All)
        {
            var start = TimeProvider.System.GetTimestamp();
            var regrets = Enumerable.Range(0, seeds).AsParallel().AsOrdered().Select(seed => Regret(function, sampler, points, seed)).ToArray();
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                function = function.Name,
                sampler = sampler.ToString().ToLowerInvariant(),
                points,
                regrets,
                seconds = Math.Round(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 1),
                probes = Probes.Select(unit => SearchSpace.At(function.Space, _ => unit))
                    .Select(p => new { at = p, loss = function.Loss(p) }),
            }));
        }

        return 0;
    }

    private static double Regret(TestFunction function, SearchSampler sampler, int points, int seed)
    {
        var search = new SearchPlan(
            sampler, points, 1, seed, 10, [1], function.Space, [new SearchObjective("loss", ObjectiveGoal.Minimise)]);
        var history = ImmutableArray<TriedPoint>.Empty;
        for (var i = 0; i < points; i++)
        {
            var point = Suggestion.Next(search, history)!;
            history = history.Add(new TriedPoint(point, PointStanding.Done, [function.Loss(point)]));
        }

        return history.Min(p => p.Losses[0]) - function.Best;
    }
}
