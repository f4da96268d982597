namespace Hud.Engine.Scenes;

/// <summary>A scene cut into tiles at least one crop wide, of which every fourth, in a knight's pattern, is held out (of only two
/// or three tiles, one): so that what is learned from and what is tested on share no pixel, and both see the scene's materials.</summary>
public static class HeldOutTiles
{
    /// <summary>Tiles wider than two crops would leave large scenes with few, and so with materials in one group only.</summary>
    private const int CropsAcrossTile = 2;

    /// <param name="size">Side of the crops in pixels, at least 1.</param>
    /// <returns>Row-major marks of the held-out pixels; a function of the three sizes alone.</returns>
    public static bool[] Of(int rows, int cols, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
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

    /// <summary>Whether a scene of this size has tiles of both groups.</summary>
    public static bool Fit(int rows, int cols, int size) => Math.Max(rows, cols) >= 2 * size && Math.Min(rows, cols) >= size;
}
