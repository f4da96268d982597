using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>The square windows of a scene at every position, numbered row-major.</summary>
internal sealed class SceneWindows(Cube scene, int side)
{
    private readonly int _across = scene.Cols - side + 1;

    public Cube Scene => scene;

    public int Side => side;

    /// <summary>Squared distance of a square to one window, in double; anything above <paramref name="most"/> once it is.</summary>
    /// <param name="square">side x side x bands.</param>
    public double SquaredDistance(ReadOnlySpan<float> square, int position, double most)
    {
        var (top, left) = Math.DivRem(position, _across);
        var (sum, stretch) = (0.0, side * scene.Bands);
        for (var row = 0; row < side && sum <= most; row++)
        {
            var a = square.Slice(row * stretch, stretch);
            var b = scene.Data.AsSpan((((top + row) * scene.Cols) + left) * scene.Bands, stretch);
            for (var k = 0; k < a.Length; k++)
            {
                var difference = (double)a[k] - b[k];
                sum += difference * difference;
            }
        }

        return sum;
    }

    /// <summary>The smallest squared distance of a square to any allowed window, by trying them all.</summary>
    public double Smallest(ReadOnlySpan<float> square, bool[] allowed)
    {
        var smallest = double.PositiveInfinity;
        for (var position = 0; position < allowed.Length; position++)
        {
            if (allowed[position]) smallest = Math.Min(smallest, SquaredDistance(square, position, smallest));
        }

        return smallest;
    }

    /// <summary>The sum of squares of each window, from a table of sums.</summary>
    public float[] Energies()
    {
        var sums = new double[scene.Rows + 1, scene.Cols + 1];
        for (var r = 0; r < scene.Rows; r++)
        {
            for (var c = 0; c < scene.Cols; c++)
            {
                var energy = 0.0;
                foreach (var v in scene.Pixel(r, c)) energy += (double)v * v;
                sums[r + 1, c + 1] = sums[r, c + 1] + sums[r + 1, c] - sums[r, c] + energy;
            }
        }

        var energies = new float[(scene.Rows - side + 1) * _across];
        for (var i = 0; i < energies.Length; i++)
        {
            var (r, c) = Math.DivRem(i, _across);
            energies[i] = (float)(sums[r + side, c + side] - sums[r, c + side] - sums[r + side, c] + sums[r, c]);
        }

        return energies;
    }

    public float[] MeanSpectrum()
    {
        var sums = new double[scene.Bands];
        for (var i = 0; i < scene.Pixels; i++)
        {
            var pixel = scene.Pixel(i);
            for (var k = 0; k < sums.Length; k++) sums[k] += pixel[k];
        }

        return [.. sums.Select(s => (float)(s / scene.Pixels))];
    }
}
