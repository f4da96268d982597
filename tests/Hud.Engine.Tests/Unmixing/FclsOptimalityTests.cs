using CsCheck;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Unmixing;

/// <summary>The conditions of Karush, Kuhn and Tucker decide alone whether an answer is the minimum of eq. 2.</summary>
public sealed class FclsOptimalityTests
{
    private static readonly Gen<(double[,] A, double[] y)> General =
        Problems(Gen.Double[-1, 1].Select(v => Math.Round(v, 9)), atLeastAsManyBands: true);

    // Rounded: beyond nine digits between y and the endmembers, no double holds the answer.
    private static readonly Gen<(double[,] A, double[] y)> Sparse = Problems(
        Gen.OneOf(Gen.Double[0, 1], Gen.Const(0.0), Gen.Double[0, 1e-6]).Select(v => Math.Round(v, 9)),
        atLeastAsManyBands: false);

    /// <summary>Columns that repeat, are zero, or are mixtures of two others, exactly or nearly.</summary>
    private static readonly Gen<(double[,] A, double[] y)> Degenerate =
        from problem in Gen.OneOf(General, Sparse)
        from changes in Gen.Select(Gen.Int[0, 19], Gen.Int[0, 19], Gen.Int[0, 19], Gen.Int[0, 3], Gen.Double[0, 1]).Array[1, 8]
        from noise in Gen.OneOf([.. new[] { 0.0, 1e-15, 1e-12, 1e-9, 1e-7, 1e-5 }.Select(v => Gen.Const(v))])
        from zero in Gen.Bool
        select (Degrade(problem.A, changes, noise), zero ? new double[problem.y.Length] : problem.y);

    [Fact]
    public void General_problem_is_solved_to_its_optimality_conditions() =>
        General.Sample(p => Check(p.A, p.y, 1e-10), iter: 4000);

    [Fact]
    public void Degenerate_endmembers_still_meet_the_optimality_conditions() =>
        Degenerate.Sample(p => Check(p.A, p.y, 1e-6), iter: 6000);

    [Fact]
    public void Solver_that_walks_from_pixel_to_pixel_meets_the_conditions_in_each() =>
        (from p in Gen.OneOf(General, Degenerate)
         from more in Gen.Double[-1, 1].Array[p.y.Length].Array[1, 12]
         select (p.A, Pixels: more)).Sample(
            p =>
            {
                var solver = new ActiveSet(new NormalEquations(p.A));
                foreach (var y in p.Pixels) Check(p.A, y, 1e-6, solver);
            },
            iter: 1500);

    private static Gen<(double[,] A, double[] y)> Problems(Gen<double> value, bool atLeastAsManyBands) =>
        from d in Gen.Int[1, 20]
        from bands in Gen.Int[atLeastAsManyBands ? d : 1, 32]
        from A in value.Array2D[bands, d]
        from y in value.Array[bands]
        select (A, y);

    /// <param name="tolerance">Relative to the largest norm of an endmember times that plus the norm of y.</param>
    private static void Check(double[,] A, double[] y, double tolerance, ActiveSet? solver = null)
    {
        var (bands, d) = (A.GetLength(0), A.GetLength(1));
        var x = new double[d];
        var c = new double[d];
        for (var j = 0; j < d; j++) c[j] = Enumerable.Range(0, bands).Sum(b => A[b, j] * y[b]);
        var solved = (solver ?? new ActiveSet(new NormalEquations(A))).Solve(c, x);

        Assert.InRange(solved, 1, 16 * d);
        Assert.All(x, value => Assert.InRange(value, 0, 1 + 1e-9));
        Assert.Equal(1, x.Sum(), 1e-9);

        var rest = new double[bands];
        for (var b = 0; b < bands; b++) rest[b] = Enumerable.Range(0, d).Sum(j => A[b, j] * x[j]) - y[b];
        var gradient = Enumerable.Range(0, d).Select(j => Enumerable.Range(0, bands).Sum(b => A[b, j] * rest[b])).ToArray();
        var largest = Math.Sqrt(Enumerable.Range(0, d).Max(j => Enumerable.Range(0, bands).Sum(b => A[b, j] * A[b, j])));
        var scale = Math.Max(largest * (largest + Math.Sqrt(y.Sum(v => v * v))), double.Epsilon);
        // Stationarity and complementary slackness in one: nobody in use has a higher gradient than anybody at all.
        var lowest = gradient.Min();
        for (var j = 0; j < d; j++) Assert.InRange(x[j] * (gradient[j] - lowest) / scale, 0, tolerance);
    }

    private static double[,] Degrade(double[,] A, (int, int, int, int, double)[] changes, double noise)
    {
        var degraded = (double[,])A.Clone();
        var (bands, d) = (A.GetLength(0), A.GetLength(1));
        foreach (var (target, first, second, kind, share) in changes)
        {
            for (var b = 0; b < bands; b++)
            {
                var wobble = noise * Math.Sin((b * 7) + target);
                degraded[b, target % d] = wobble + kind switch
                {
                    0 => degraded[b, first % d],
                    1 => (share * degraded[b, first % d]) + ((1 - share) * degraded[b, second % d]),
                    2 => 0,
                    _ => 2 * degraded[b, first % d],
                };
            }
        }

        return degraded;
    }
}
