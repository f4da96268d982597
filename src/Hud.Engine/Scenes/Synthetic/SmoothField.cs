using Hud.Engine.Training;

namespace Hud.Engine.Scenes.Synthetic;

/// <summary>Images with the soft patches of real land: white noise, blurred, brought to mean 0 and variance 1.</summary>
internal static class SmoothField
{
    /// <param name="sigma">Size of the patches: standard deviation of the blur in pixels.</param>
    /// <returns>rows * cols values, row-major.</returns>
    public static double[] Draw(int rows, int cols, double sigma, SeedTree seed)
    {
        var random = seed.Stream();
        var field = new double[rows * cols];
        for (var i = 0; i < field.Length; i++) field[i] = random.NextGaussian();
        field = Blur(field, rows, cols, sigma);
        var mean = field.Average();
        var deviation = Math.Sqrt(field.Average(v => (v - mean) * (v - mean)));
        for (var i = 0; i < field.Length; i++) field[i] = (field[i] - mean) / deviation;
        return field;
    }

    /// <summary>Gaussian blur, edges mirrored; keeps a constant image and the sum of weights at a pixel.</summary>
    public static double[] Blur(double[] image, int rows, int cols, double sigma)
    {
        var kernel = Kernel(sigma);
        var across = new double[image.Length];
        for (var row = 0; row < rows; row++)
            Line(image, across, row * cols, 1, cols, kernel);
        var down = new double[image.Length];
        for (var col = 0; col < cols; col++)
            Line(across, down, col, cols, rows, kernel);
        return down;
    }

    private static double[] Kernel(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var kernel = new double[(2 * radius) + 1];
        for (var i = 0; i < kernel.Length; i++)
            kernel[i] = Math.Exp(-0.5 * Math.Pow((i - radius) / sigma, 2));
        var sum = kernel.Sum();
        for (var i = 0; i < kernel.Length; i++) kernel[i] /= sum;
        return kernel;
    }

    private static void Line(double[] from, double[] to, int start, int stride, int length, double[] kernel)
    {
        var radius = kernel.Length / 2;
        for (var at = 0; at < length; at++)
        {
            var sum = 0.0;
            for (var i = 0; i < kernel.Length; i++)
                sum += kernel[i] * from[start + (Mirror(at + i - radius, length) * stride)];
            to[start + (at * stride)] = sum;
        }
    }

    private static int Mirror(int at, int length)
    {
        var period = 2 * length;
        at = ((at % period) + period) % period;
        return at < length ? at : period - 1 - at;
    }
}
