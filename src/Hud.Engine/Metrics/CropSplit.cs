using System.Collections.Immutable;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Metrics;

/// <summary>The crops of a scene in two groups that share no pixel, spread over the scene so that both see its materials:
/// the longer side is cut into bands at least one crop wide, and every fourth, beginning with the second, is held out. A function of
/// the scene's size and valid pixels alone.</summary>
public sealed class CropSplit
{
    /// <summary>Bands wider than two crops would leave large scenes with few, and so with materials in one group only.</summary>
    private const int CropsAcrossBand = 2;

    private CropSplit(int size, ImmutableArray<CropPlace> training, ImmutableArray<CropPlace> heldOut) =>
        (Size, Training, HeldOut) = (size, training, heldOut);

    /// <summary>Side of the crops in pixels.</summary>
    public int Size { get; }

    /// <summary>Every position, without turns, whose crop lies in training bands and holds no invalid pixel.</summary>
    public ImmutableArray<CropPlace> Training { get; }

    /// <summary>The same for the held-out bands.</summary>
    public ImmutableArray<CropPlace> HeldOut { get; }

    /// <returns>Null where the scene is too narrow for two bands, or one group would be empty.</returns>
    public static CropSplit? Of(Scene scene, int size)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var cube = scene.Cube;
        var tall = cube.Rows >= cube.Cols;
        var side = Math.Max(cube.Rows, cube.Cols);
        if (side < 2 * size || Math.Min(cube.Rows, cube.Cols) < size) return null;

        var bands = Math.Max(Math.Min(4, side / size), side / (CropsAcrossBand * size));
        bool? IsHeldOut(int from)
        {
            var band = (int)((long)from * bands / side);
            var held = band % 4 == 1;
            for (var at = from; at < from + size; at++)
                if ((int)((long)at * bands / side) % 4 == 1 != held) return null;
            return held;
        }

        var valid = new ValidWindows(scene, size);
        var (training, heldOut) = (ImmutableArray.CreateBuilder<CropPlace>(), ImmutableArray.CreateBuilder<CropPlace>());
        for (var row = 0; row + size <= cube.Rows; row++)
        {
            for (var col = 0; col + size <= cube.Cols; col++)
            {
                if (IsHeldOut(tall ? row : col) is { } held && valid.IsWhole(row, col))
                    (held ? heldOut : training).Add(new(row, col, 0));
            }
        }

        return training.Count == 0 || heldOut.Count == 0
            ? null
            : new(size, training.DrainToImmutable(), heldOut.DrainToImmutable());
    }

    /// <summary>Places drawn without replacement, as many as there are at most; a function of the seed.</summary>
    public static ImmutableArray<CropPlace> Draw(ImmutableArray<CropPlace> places, int count, SeedTree seed) =>
        [.. seed.Stream().Sample(places, count)];
}
