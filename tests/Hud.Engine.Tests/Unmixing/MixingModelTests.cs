using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Unmixing;

public sealed class MixingModelTests
{
    [Theory, InlineData(1), InlineData(7), InlineData(16), InlineData(103)]
    public void Decoded_pixel_is_the_sum_of_endmembers_weighted_by_its_abundances(int bands)
    {
        var A = Draws.Matrix(bands, 5, 1);
        float[] X = [.. Enumerable.Range(0, 6).SelectMany(i => Draws.Abundances(5, i)).Select(v => (float)v)];
        var cube = new MixingModel(A).Decode(X, rows: 2, cols: 3);
        Assert.Equal((2, 3, bands), (cube.Rows, cube.Cols, cube.Bands));
        for (var i = 0; i < 6; i++)
        {
            for (var band = 0; band < bands; band++)
                Assert.Equal(Enumerable.Range(0, 5).Sum(j => A[band, j] * X[(i * 5) + j]), cube.Pixel(i)[band], 1e-6);
        }
    }

    [Fact]
    public void Encoding_what_was_decoded_gives_the_abundances_back()
    {
        var model = new MixingModel(Draws.Matrix(50, 9, 1));
        float[] X = [.. Enumerable.Range(0, 64).SelectMany(i => Draws.Abundances(9, i)).Select(v => (float)v)];
        var back = model.Encode(model.Decode(X, 8, 8), AbundanceSolver.Fcls, threads: 2);
        for (var i = 0; i < X.Length; i++) Assert.Equal(X[i], back[i], 1e-4);
    }

    [Theory, InlineData(AbundanceSolver.Fcls), InlineData(AbundanceSolver.Linear)]
    public void Encoded_abundances_are_never_negative_and_sum_to_one(AbundanceSolver solver)
    {
        var cube = Draws.Cube(30, 30, 20, 1);
        cube.Pixel(17).Clear();
        var X = new MixingModel(Draws.Matrix(20, 12, 1)).Encode(cube, solver, threads: 2);
        Assert.DoesNotContain(X, value => !(value >= 0));
        for (var i = 0; i < cube.Pixels; i++) Assert.Equal(1, X.AsSpan(i * 12, 12).ToArray().Sum(v => (double)v), 1e-6);
    }

    [Fact]
    public void Rmse_is_that_of_the_valid_pixels_alone()
    {
        var model = new MixingModel(Draws.Matrix(11, 3, 1));
        float[] X = [.. Enumerable.Range(0, 4).SelectMany(i => Draws.Abundances(3, i)).Select(v => (float)v)];
        var cube = model.Decode(X, 2, 2);
        foreach (ref var value in cube.Pixel(1)) value += 0.25f;
        cube.Pixel(2).Fill(77);
        Assert.Equal(0.25 / Math.Sqrt(3), model.Rmse(cube, X, [true, true, false, true], threads: 1), 1e-6);
    }

    [Fact]
    public void Abundances_that_do_not_fill_the_image_are_refused() =>
        Assert.Throws<ArgumentException>(() => new MixingModel(new double[3, 2]).Decode(new float[7], 2, 2));
}
