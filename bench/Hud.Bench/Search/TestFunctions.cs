using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Search;

namespace Hud.Bench.Search;

/// <summary>A function to be minimised.</summary>
/// <param name="Loss">Of a point of the space.</param>
/// <param name="Best">Its least value.</param>
internal sealed record TestFunction(
    string Name, ImmutableArray<SearchParameter> Space, Func<IReadOnlyDictionary<string, string>, double> Loss, double Best);

/// <summary>Standard test functions on their usual boxes (Surjanovic and Bingham, Virtual Library of Simulation Experiments), and one
/// with a logarithmic rate, a whole number, a choice and conditions.</summary>
internal static class TestFunctions
{
    private static readonly double[] HartmannWeights = [1, 1.2, 3, 3.2];

    private static readonly double[][] Hartmann3A = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]];

    private static readonly double[][] Hartmann3P =
        [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]];

    private static readonly double[][] Hartmann6A =
        [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];

    private static readonly double[][] Hartmann6P =
    [
        [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650],
        [4047, 8828, 8732, 5743, 1091, 381],
    ];

    public static ImmutableArray<TestFunction> All { get; } =
    [
        Box("branin", Branin, 0.397887, (-5, 10), (0, 15)),
        Box("camel", Camel, -1.031628, (-3, 3), (-2, 2)),
        Box("hartmann3", x => Hartmann(x, Hartmann3A, Hartmann3P), -3.86278, Cube(3, 0, 1)),
        Box("hartmann6", x => Hartmann(x, Hartmann6A, Hartmann6P), -3.32237, Cube(6, 0, 1)),
        Box("rosenbrock4", Rosenbrock, 0, Cube(4, -2.048, 2.048)),
        Box("ackley5", Ackley, 0, Cube(5, -32.768, 32.768)),
        Box("rastrigin3", x => x.Sum(v => (v * v) - (10 * Math.Cos(2 * Math.PI * v)) + 10), 0, Cube(3, -5.12, 5.12)),
        Box("levy4", Levy, 0, Cube(4, -10, 10)),
        Box("styblinski4", x => x.Sum(v => (v * v * v * v) - (16 * v * v) + (5 * v)) / 2, -39.16617 * 4, Cube(4, -5, 5)),
        new("conditional",
            [
                new("rate", ParameterKind.LogUniform, 1e-5, 1, 1, [], null, ""),
                new("batch", ParameterKind.Integer, 1, 64, 1, [], null, ""),
                new("kind", ParameterKind.Choice, 0, 0, 1, ["sgd", "adam", "none"], null, ""),
                new("momentum", ParameterKind.Uniform, 0, 1, 1, [], new SearchCondition("kind", ["sgd"]), ""),
                new("beta", ParameterKind.Uniform, 0.5, 1, 1, [], new SearchCondition("kind", ["adam"]), ""),
            ],
            Conditional, 0),
    ];

    private static double Branin(double[] x) =>
        Square(x[1] - (5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6)
        + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10;

    private static double Camel(double[] x)
    {
        var (a, b) = (x[0] * x[0], x[1] * x[1]);
        return ((4 - (2.1 * a) + (a * a / 3)) * a) + (x[0] * x[1]) + ((-4 + (4 * b)) * b);
    }

    private static double Hartmann(double[] x, double[][] A, double[][] P) => -HartmannWeights
        .Select((w, i) => w * Math.Exp(-x.Select((v, j) => A[i][j] * Square(v - (P[i][j] * 1e-4))).Sum())).Sum();

    private static double Rosenbrock(double[] x) =>
        x.Skip(1).Select((next, i) => (100 * Square(next - (x[i] * x[i]))) + Square(1 - x[i])).Sum();

    private static double Ackley(double[] x) =>
        (-20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v)))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v))) + 20 + Math.E;

    private static double Levy(double[] x)
    {
        var w = x.Select(v => 1 + ((v - 1) / 4)).ToArray();
        return Square(Math.Sin(Math.PI * w[0]))
            + w[..^1].Sum(v => Square(v - 1) * (1 + (10 * Square(Math.Sin((Math.PI * v) + 1)))))
            + (Square(w[^1] - 1) * (1 + Square(Math.Sin(2 * Math.PI * w[^1]))));
    }

    /// <summary>Like a small training: two optimisers with a number of their own, and one without.</summary>
    private static double Conditional(IReadOnlyDictionary<string, string> point)
    {
        var kind = point["kind"];
        var common = Square(Math.Log10(Number(point, "rate")) + (kind == "sgd" ? 2 : 3)) + Square((Number(point, "batch") - 24) / 20);
        return common + kind switch
        {
            "sgd" => 0.3 + (4 * Square(Number(point, "momentum") - 0.9)),
            "adam" => 6 * Square(Number(point, "beta") - 0.8),
            _ => 1.5,
        };
    }

    private static TestFunction Box(string name, Func<double[], double> f, double best, params (double Low, double High)[] box) => new(
        name, [.. box.Select((b, i) => new SearchParameter($"x{i}", ParameterKind.Uniform, b.Low, b.High, 1, [], null, ""))],
        point => f([.. Enumerable.Range(0, box.Length).Select(i => Number(point, $"x{i}"))]), best);

    private static (double Low, double High)[] Cube(int dimensions, double low, double high) => [.. Enumerable.Repeat((low, high), dimensions)];

    private static double Number(IReadOnlyDictionary<string, string> point, string name) =>
        double.Parse(point[name], CultureInfo.InvariantCulture);

    private static double Square(double x) => x * x;
}
