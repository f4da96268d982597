using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Unmixing;

/// <summary>Small random problems, named by a seed.</summary>
internal static class Draws
{
    public static double[,] Matrix(int rows, int cols, long seed)
    {
        var random = new SeedTree(seed).Derive("matrix", rows, cols).Stream();
        var matrix = new double[rows, cols];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < cols; j++) matrix[i, j] = random.NextDouble();
        }

        return matrix;
    }

    public static Cube Cube(int rows, int cols, int bands, long seed)
    {
        var random = new SeedTree(seed).Derive("cube", rows, cols, bands).Stream();
        var cube = new Cube(rows, cols, bands);
        for (var i = 0; i < cube.Data.Length; i++) cube.Data[i] = (float)random.NextDouble();
        return cube;
    }

    /// <summary>Uniform on the simplex.</summary>
    public static double[] Abundances(int d, long seed)
    {
        var random = new SeedTree(seed).Derive("abundances", d).Stream();
        var x = new double[d];
        for (var j = 0; j < d; j++) x[j] = -Math.Log(1 - random.NextDouble());
        var sum = x.Sum();
        return [.. x.Select(v => v / sum)];
    }

    /// <summary>Mixtures of the columns of A without noise; the first d pixels are pure, in order.</summary>
    public static Cube Mixed(double[,] A, int rows, int cols, long seed)
    {
        var d = A.GetLength(1);
        var cube = new Cube(rows, cols, A.GetLength(0));
        for (var i = 0; i < cube.Pixels; i++)
        {
            var x = i < d ? [.. Enumerable.Range(0, d).Select(j => i == j ? 1.0 : 0)] : Abundances(d, seed + i);
            var y = cube.Pixel(i);
            for (var band = 0; band < y.Length; band++)
            {
                var sum = 0.0;
                for (var j = 0; j < d; j++) sum += A[band, j] * x[j];
                y[band] = (float)sum;
            }
        }

        return cube;
    }

    public static bool[] All(Cube cube) => [.. Enumerable.Repeat(true, cube.Pixels)];
}
