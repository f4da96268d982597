using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Unmixing;

public sealed class LinearAbundancesTests
{
    [Fact]
    public void Raw_solution_leaves_a_residual_orthogonal_to_the_endmembers()
    {
        var cube = Draws.Cube(20, 20, 30, 1);
        var A = Draws.Matrix(30, 6, 2);
        var X = new float[400 * 6];
        LinearAbundances.SolveRaw(cube, A, X, threads: 2);
        Assert.Contains(X, value => value < 0);
        for (var i = 0; i < 400; i++)
        {
            var rest = new double[30];
            for (var band = 0; band < 30; band++)
                rest[band] = cube.Pixel(i)[band] - Enumerable.Range(0, 6).Sum(j => A[band, j] * X[(i * 6) + j]);
            for (var j = 0; j < 6; j++)
                Assert.Equal(0, Enumerable.Range(0, 30).Sum(band => A[band, j] * rest[band]), 1e-5);
        }
    }

    [Fact]
    public void Repaired_solution_is_the_raw_one_clamped_and_scaled_to_sum_one()
    {
        var cube = Draws.Cube(20, 20, 30, 1);
        var A = Draws.Matrix(30, 6, 2);
        var (raw, repaired) = (new float[400 * 6], new float[400 * 6]);
        LinearAbundances.SolveRaw(cube, A, raw, threads: 1);
        LinearAbundances.Solve(cube, A, repaired, threads: 2);
        for (var i = 0; i < 400; i++)
        {
            var positive = raw.AsSpan(i * 6, 6).ToArray().Select(v => Math.Max(v, 0.0)).ToArray();
            for (var j = 0; j < 6; j++) Assert.Equal(positive[j] / positive.Sum(), repaired[(i * 6) + j], 1e-6);
        }
    }

    [Theory]
    [InlineData(new[] { 0f, 0, 0, 0 }, new[] { .25f, .25f, .25f, .25f })]
    [InlineData(new[] { -1f, -2, 0, -3 }, new[] { .25f, .25f, .25f, .25f })]
    [InlineData(new[] { -1f, 2, 6, -3 }, new[] { 0f, .25f, .75f, 0 })]
    public void Pixel_without_a_positive_entry_becomes_even(float[] x, float[] expected)
    {
        LinearAbundances.ClampAndRenormalise(x);
        Assert.Equal(expected, x);
    }
}
