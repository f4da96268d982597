using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Metrics;

/// <summary>The crops of a scene in two groups that share no pixel, spread over the scene so that both see its materials:
/// the scene is cut into tiles at least one crop wide, and every fourth, in a knight's pattern, is held out (of only two or three
/// tiles, one). A function of the scene's size and valid pixels alone.</summary>
/// <remarks>Whole bands would miss the materials of Indian Pines, whose fields lie in rows; a small scene holds few separate crops
/// however it is cut.</remarks>
public sealed class CropSplit
{
    /// <summary>Tiles wider than two crops would leave large scenes with few, and so with materials in one group only.</summary>
    private const int CropsAcrossTile = 2;

    private CropSplit(int size, ImmutableArray<CropPlace> training, ImmutableArray<CropPlace> heldOut) =>
        (Size, Training, HeldOut) = (size, training, heldOut);

    /// <summary>Side of the crops in pixels.</summary>
    public int Size { get; }

    /// <summary>Every position, without turns, whose crop lies in training tiles and holds no invalid pixel.</summary>
    public ImmutableArray<CropPlace> Training { get; }

    /// <summary>The same for the held-out tiles.</summary>
    public ImmutableArray<CropPlace> HeldOut { get; }

    /// <summary>SHA-256 of both groups' places, for what is kept on disk and depends on them.</summary>
    public string Digest
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var places in (ImmutableArray<CropPlace>[])[Training, HeldOut])
            {
                hash.AppendData(MemoryMarshal.AsBytes<int>([Size, places.Length]));
                hash.AppendData(MemoryMarshal.AsBytes(places.AsSpan()));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <returns>Null where the scene is too narrow for two tiles, or one group would be empty.</returns>
    public static CropSplit? Of(Scene scene, int size)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var (rows, cols) = (scene.Cube.Rows, scene.Cube.Cols);
        if (Math.Max(rows, cols) < 2 * size || Math.Min(rows, cols) < size) return null;

        var valid = new ValidWindows(scene.Valid, rows, cols, size);
        var marked = new ValidWindows(HeldOutPixels(rows, cols, size), rows, cols, size);
        var (training, heldOut) = (ImmutableArray.CreateBuilder<CropPlace>(), ImmutableArray.CreateBuilder<CropPlace>());
        for (var row = 0; row + size <= rows; row++)
        {
            for (var col = 0; col + size <= cols; col++)
            {
                if (!valid.IsWhole(row, col)) continue;
                if (marked.IsEmpty(row, col)) training.Add(new(row, col, 0));
                else if (marked.IsWhole(row, col)) heldOut.Add(new(row, col, 0));
            }
        }

        return training.Count == 0 || heldOut.Count == 0
            ? null
            : new(size, training.DrainToImmutable(), heldOut.DrainToImmutable());
    }

    /// <summary>Places drawn without replacement, as many as there are at most; a function of the seed.</summary>
    public static ImmutableArray<CropPlace> Draw(ImmutableArray<CropPlace> places, int count, SeedTree seed) =>
        [.. seed.Stream().Sample(places, count)];

    private static bool[] HeldOutPixels(int rows, int cols, int size)
    {
        var tall = rows >= cols;
        // The longer side always has tiles of both groups; the shorter one has as many unless they would hold one crop each.
        int Along(int side) => Math.Max(Math.Min(4, side / size), side / (CropsAcrossTile * size));
        int Across(int side) => side >= 4.5 * size ? Along(side) : Math.Max(1, side / (CropsAcrossTile * size));
        var (down, right) = tall ? (Along(rows), Across(cols)) : (Across(rows), Along(cols));
        var marks = new bool[rows * cols];
        for (var row = 0; row < rows; row++)
        {
            for (var col = 0; col < cols; col++)
            {
                var (r, c) = ((int)((long)row * down / rows), (int)((long)col * right / cols));
                marks[(row * cols) + col] = (tall ? r + (2 * c) : c + (2 * r)) % 4 == 1;
            }
        }

        return marks;
    }
}
