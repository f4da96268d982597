using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>Crops of a scene side by side, without overlap and without invalid pixels.</summary>
internal static class TiledCrops
{
    /// <summary>Tiles the part of <paramref name="cube"/> that starts at (firstRow, firstCol) and takes at most
    /// <paramref name="most"/> crops, evenly spread over that order; possibly none.</summary>
    public static List<Cube> Spread(
        Cube cube, bool[] valid, int firstRow, int firstCol, int rows, int cols, int most)
    {
        var corners =
            (from r in Steps(firstRow, cube.Rows, rows)
             from c in Steps(firstCol, cube.Cols, cols)
             where AllValid(cube, valid, r, c, rows, cols)
             select (Row: r, Col: c)).ToList();
        var taken = Math.Min(corners.Count, most);
        return [.. Enumerable.Range(0, taken).Select(i => corners[(int)((long)i * corners.Count / taken)])
            .Select(at => cube.Crop(at.Row, at.Col, rows, cols))];
    }

    private static IEnumerable<int> Steps(int from, int end, int step)
    {
        for (var at = from; at + step <= end; at += step) yield return at;
    }

    private static bool AllValid(Cube cube, bool[] valid, int row, int col, int rows, int cols)
    {
        for (var r = row; r < row + rows; r++)
            if (valid.AsSpan((r * cube.Cols) + col, cols).Contains(false)) return false;
        return true;
    }
}
