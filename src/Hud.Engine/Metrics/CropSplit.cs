using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Metrics;

/// <summary>The crops of a scene in two groups that share no pixel: those inside <see cref="HeldOutTiles"/> and those
/// outside. A function of the scene's size and valid pixels alone.</summary>
/// <remarks>Whole bands would miss the materials of Indian Pines, whose fields lie in rows; a small scene holds few separate crops
/// however it is cut.</remarks>
public sealed class CropSplit
{
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
        if (!HeldOutTiles.Fit(rows, cols, size)) return null;

        var valid = new ValidWindows(scene.Valid, rows, cols, size);
        var marked = new ValidWindows(HeldOutTiles.Of(rows, cols, size), rows, cols, size);
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
}
