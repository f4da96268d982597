using Hud.Engine.Training;
using Hud.Experiments;

namespace Hud.Engine.Scenes;

/// <summary>Random overlapping square windows of a scene, as training sees it.</summary>
public sealed class Patches
{
    private readonly int _across;
    private readonly bool _turn;
    private readonly int[]? _allowed;

    /// <param name="scene">Its name goes into errors, its valid pixels and held-out tiles decide which windows are drawn.</param>
    /// <param name="size">Side of the windows in pixels, at least 1.</param>
    /// <param name="turn">Draw one of the 8 flips and rotations too; otherwise windows stay as they lie.</param>
    /// <exception cref="InputException">The scene, or all of it that is not held out, is smaller than one window.</exception>
    public Patches(Scene scene, int size, bool turn = false)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var (rows, cols) = (scene.Cube.Rows, scene.Cube.Cols);
        if (rows < size || cols < size)
            throw new InputException(scene.Name, "crop", $"{size}", $"the scene has only {rows} x {cols} pixels");
        (Size, _turn, _across) = (size, turn, cols - size + 1);
        Count = (rows - size + 1) * _across;
        if (scene.HeldOutCrop is null && !scene.Valid.Contains(false)) return;
        _allowed = Windows(scene.Valid, rows, cols, count => count > 0);
        if (scene.HeldOutCrop is { } side)
            _allowed = [.. _allowed.Intersect(Windows(HeldOutTiles.Of(rows, cols, side), rows, cols, count => count == 0))];
        if (_allowed.Length == 0)
            throw new InputException(scene.Name, "crop", $"{size}", "no window of that side lies outside the held-out tiles");
        Count = _allowed.Length;
    }

    public int Size { get; }

    /// <summary>How many positions can be drawn: all windows that have at least one valid pixel and no held-out one.</summary>
    public int Count { get; }

    /// <summary>The place that this node of the seed tree names: uniform over positions and orientations.</summary>
    public CropPlace Draw(SeedTree seed)
    {
        var random = seed.Stream();
        var index = random.NextInt(Count);
        var (row, col) = Math.DivRem(_allowed is null ? index : _allowed[index], _across);
        return new(row, col, _turn ? random.NextInt(8) : 0);
    }

    /// <summary>Positions whose number of marked pixels is one that is wanted, ascending.</summary>
    private int[] Windows(bool[] marks, int rows, int cols, Func<int, bool> wanted)
    {
        // sums[r, c] counts the marked pixels above and to the left of (r, c).
        var sums = new int[rows + 1, cols + 1];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < cols; c++)
                sums[r + 1, c + 1] = sums[r, c + 1] + sums[r + 1, c] - sums[r, c] + (marks[(r * cols) + c] ? 1 : 0);

        var allowed = new List<int>();
        for (var r = 0; r + Size <= rows; r++)
            for (var c = 0; c + Size <= cols; c++)
                if (wanted(sums[r + Size, c + Size] - sums[r, c + Size] - sums[r + Size, c] + sums[r, c]))
                    allowed.Add((r * _across) + c);
        return [.. allowed];
    }
}
