using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Unmixing;

public sealed class FclsTests
{
    private static readonly double[,] IdentityOverOnes = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 1, 1, 1 } };

    [Theory]
    [InlineData(new[] { .2, .3, .5, 1 }, new[] { .2, .3, .5 })]
    [InlineData(new[] { 2.0, 0, 0, 1 }, new[] { 1.0, 0, 0 })]
    [InlineData(new[] { -1, .5, .5, 1 }, new[] { 0, .5, .5 })]
    [InlineData(new[] { .9, .9, -.5, 1.2 }, new[] { .5, .5, 0 })]
    [InlineData(new[] { 0.0, 0, 0, 0 }, new[] { 1 / 3.0, 1 / 3.0, 1 / 3.0 })]
    public void Tiny_problem_has_the_answer_found_by_hand(double[] y, double[] expected) =>
        AssertClose(expected, Solve(y, IdentityOverOnes), 1e-14);

    [Fact]
    public void Orthonormal_endmembers_give_the_projection_of_the_coefficients_on_the_simplex()
    {
        // Walsh-Hadamard columns, scaled to unit length.
        double[,] A = { { .5, .5, .5 }, { .5, -.5, .5 }, { .5, .5, -.5 }, { .5, -.5, -.5 } };
        for (var seed = 0; seed < 200; seed++)
        {
            var y = Draws.Matrix(4, 1, seed).Cast<double>().Select(v => (4 * v) - 2).ToArray();
            var coefficients = Enumerable.Range(0, 3).Select(j => Enumerable.Range(0, 4).Sum(b => A[b, j] * y[b]));
            AssertClose(OnSimplex([.. coefficients]), Solve(y, A), 1e-13);
        }
    }

    [Fact]
    public void Two_endmembers_give_the_foot_of_the_perpendicular_clipped_to_the_segment()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var A = Draws.Matrix(7, 2, seed);
            var y = Draws.Matrix(7, 1, -seed - 1).Cast<double>().Select(v => (3 * v) - 1).ToArray();
            var (along, squared) = (0.0, 0.0);
            for (var band = 0; band < 7; band++)
            {
                var edge = A[band, 0] - A[band, 1];
                along += edge * (y[band] - A[band, 1]);
                squared += edge * edge;
            }

            var first = Math.Clamp(along / squared, 0, 1);
            AssertClose([first, 1 - first], Solve(y, A), 1e-12);
        }
    }

    [Theory, InlineData(2), InlineData(9), InlineData(16), InlineData(40)]
    public void Noise_free_mixture_gives_its_abundances_back(int d)
    {
        var A = Draws.Matrix(60, d, 5);
        for (var seed = 0; seed < 50; seed++)
        {
            var x = Draws.Abundances(d, seed);
            var y = new double[60];
            for (var band = 0; band < 60; band++)
            {
                for (var j = 0; j < d; j++) y[band] += A[band, j] * x[j];
            }

            AssertClose(x, Solve(y, A), 1e-10);
        }
    }

    [Theory, InlineData(3), InlineData(8), InlineData(103)]
    public void Cube_gives_what_its_pixels_give_one_by_one(int bands)
    {
        var cube = Draws.Cube(61, 71, bands, 3);
        var A = Draws.Matrix(bands, 5, 4);
        var X = new float[cube.Pixels * 5];
        Fcls.Solve(cube, A, X, threads: 2);
        for (var i = 0; i < cube.Pixels; i++)
        {
            var alone = Solve([.. cube.Pixel(i).ToArray().Select(v => (double)v)], A);
            // Fewer bands than endmembers leave the abundances open, but not what they mix to.
            if (bands >= 5) AssertClose(alone, [.. X.AsSpan(i * 5, 5).ToArray().Select(v => (double)v)], 1e-6);
            else Assert.Equal(Error(cube.Pixel(i), A, alone), Error(cube.Pixel(i), A, X.AsSpan(i * 5, 5)), 1e-6);
        }
    }

    [Fact]
    public void Number_of_threads_does_not_change_a_bit()
    {
        var cube = Draws.Cube(97, 89, 20, 8);
        var A = Draws.Matrix(20, 9, 9);
        var one = new float[cube.Pixels * 9];
        Fcls.Solve(cube, A, one, threads: 1);
        foreach (var threads in (int[])[2, 3, 8])
        {
            var many = new float[one.Length];
            Fcls.Solve(cube, A, many, threads);
            Assert.Equal(one, many);
        }
    }

    [Fact]
    public void Order_of_the_endmembers_only_orders_the_abundances()
    {
        var A = Draws.Matrix(30, 6, 1);
        int[] order = [3, 0, 5, 1, 4, 2];
        var reordered = new double[30, 6];
        for (var band = 0; band < 30; band++)
        {
            for (var j = 0; j < 6; j++) reordered[band, j] = A[band, order[j]];
        }

        for (var seed = 0; seed < 100; seed++)
        {
            double[] y = [.. Draws.Matrix(30, 1, seed).Cast<double>()];
            var x = Solve(y, A);
            AssertClose([.. order.Select(j => x[j])], Solve(y, reordered), 1e-12);
        }
    }

    [Fact]
    public void Arrays_of_the_wrong_size_are_refused()
    {
        var cube = Draws.Cube(2, 2, 4, 0);
        Assert.Throws<ArgumentException>(() => Fcls.Solve(cube, new double[5, 2], new float[8], 1));
        Assert.Throws<ArgumentException>(() => Fcls.Solve(cube, new double[4, 2], new float[7], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fcls.Solve(cube, IdentityOverOnes, new float[12], 0));
        Assert.Throws<ArgumentException>(() => Fcls.Solve(cube, new double[,] { { double.NaN }, { 1 }, { 1 }, { 1 } }, new float[4], 1));
    }

    private static double[] Solve(double[] y, double[,] A)
    {
        var x = new double[A.GetLength(1)];
        Fcls.Solve(y, A, x);
        return x;
    }

    private static double Error(ReadOnlySpan<float> y, double[,] A, ReadOnlySpan<float> x) =>
        Error(y, A, [.. x.ToArray().Select(v => (double)v)]);

    private static double Error(ReadOnlySpan<float> y, double[,] A, double[] x)
    {
        var sum = 0.0;
        for (var band = 0; band < y.Length; band++)
        {
            var rest = (double)y[band];
            for (var j = 0; j < x.Length; j++) rest -= A[band, j] * x[j];
            sum += rest * rest;
        }

        return sum;
    }

    /// <summary>By bisection on the threshold, which shares nothing with the active set.</summary>
    private static double[] OnSimplex(double[] v)
    {
        var (low, high) = (v.Min() - 1, v.Max());
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (v.Sum(value => Math.Max(value - middle, 0)) > 1) low = middle;
            else high = middle;
        }

        return [.. v.Select(value => Math.Max(value - low, 0))];
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var j = 0; j < expected.Length; j++) Assert.Equal(expected[j], actual[j], tolerance);
    }
}
