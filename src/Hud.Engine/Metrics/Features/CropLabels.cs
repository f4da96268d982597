using System.Collections.Immutable;
using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics.Features;

/// <summary>The class of a crop: the one that most of its labelled pixels have.</summary>
internal static class CropLabels
{
    /// <param name="places">Upper left corners; turns change no majority.</param>
    /// <returns>One class a place, 1 .. <see cref="Scene.Classes"/>, the lowest of equally frequent ones; 0 where no pixel
    /// is labelled.</returns>
    public static byte[] Of(Scene scene, ImmutableArray<CropPlace> places, int size)
    {
        var majority = new byte[places.Length];
        if (scene.Labels is not { } labels) return majority;
        var (rows, cols) = (scene.Cube.Rows, scene.Cube.Cols);
        var most = new int[places.Length];
        var sums = new int[rows + 1, cols + 1];
        for (var label = 1; label <= scene.Classes; label++)
        {
            for (var r = 0; r < rows; r++)
                for (var c = 0; c < cols; c++)
                    sums[r + 1, c + 1] = sums[r, c + 1] + sums[r + 1, c] - sums[r, c] + (labels[(r * cols) + c] == label ? 1 : 0);
            for (var i = 0; i < places.Length; i++)
            {
                var (row, col) = (places[i].Row, places[i].Col);
                var pixels = sums[row + size, col + size] - sums[row, col + size] - sums[row + size, col] + sums[row, col];
                if (pixels > most[i]) (most[i], majority[i]) = (pixels, (byte)label);
            }
        }

        return majority;
    }
}
