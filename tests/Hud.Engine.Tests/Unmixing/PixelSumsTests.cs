using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Unmixing;

/// <summary>The vector kernels against plain loops, at sizes around their tiles.</summary>
public sealed class PixelSumsTests
{
    [Theory]
    [InlineData(1, 1, 1), InlineData(2, 7, 3), InlineData(3, 8, 4), InlineData(4, 9, 5)]
    [InlineData(5, 15, 8), InlineData(6, 16, 9), InlineData(7, 103, 9), InlineData(2, 224, 16), InlineData(9, 31, 33)]
    public void Products_equal_plain_sums(int pixels, int bands, int columns)
    {
        var cube = Draws.Cube(1, pixels, bands, 5);
        var B = Draws.Matrix(bands, columns, 6);
        var products = new PixelProducts(B);
        var actual = new double[pixels * products.Stride];
        Array.Fill(actual, double.NaN);

        products.Multiply(cube.Data, actual);

        for (var i = 0; i < pixels; i++)
        {
            for (var j = 0; j < products.Stride; j++)
            {
                var expected = j < columns ? Enumerable.Range(0, bands).Sum(b => B[b, j] * cube.Pixel(i)[b]) : 0;
                Assert.Equal(expected, actual[(i * products.Stride) + j], 1e-12);
            }
        }
    }

    [Theory, InlineData(1, 1), InlineData(70, 3), InlineData(200, 16), InlineData(333, 17), InlineData(1500, 50)]
    public void Moments_equal_plain_sums_over_the_chosen_pixels(int pixels, int bands)
    {
        var cube = Draws.Cube(1, pixels, bands, 5);
        int[] chosen = [.. Enumerable.Range(0, pixels).Where(i => i % 5 != 2)];
        var moments = SpectralMoments.Of(cube, chosen, threads: 2);
        for (var a = 0; a < bands; a++)
        {
            Assert.Equal(chosen.Average(i => (double)cube.Pixel(i)[a]), moments.Mean[a], 1e-12);
            for (var b = 0; b < bands; b++)
            {
                var expected = chosen.Average(i => (double)cube.Pixel(i)[a] * cube.Pixel(i)[b]);
                Assert.Equal(expected, moments.Correlation[a, b], 1e-12);
            }
        }
    }
}
