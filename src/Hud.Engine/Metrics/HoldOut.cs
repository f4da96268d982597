using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>A scene divided in two that share no pixel: what a metric gives for <see cref="Crops"/> against
/// <see cref="Rest"/> alone is its floor, the score of real data that the scene does not contain.</summary>
/// <param name="Rest">The scene without the strip.</param>
/// <param name="RestValid">Marks of <paramref name="Rest"/>.</param>
/// <param name="Crops">Crops tiled over the strip, at least one; none holds an invalid pixel.</param>
public sealed record HoldOut(Cube Rest, bool[] RestValid, IReadOnlyList<Cube> Crops)
{
    /// <summary>More crops cost time and add little precision; beyond this, evenly spread ones are taken.</summary>
    public const int MostCrops = 32;

    /// <summary>Holds out the last quarter along the longer side (rows when square), at least one crop wide. Depends
    /// on nothing but its arguments.</summary>
    /// <param name="rows">Rows of a crop: those of the generated images.</param>
    /// <param name="cols">Columns of a crop.</param>
    /// <returns>Null when strip or rest would be narrower than a crop, or every crop holds an invalid pixel.</returns>
    public static HoldOut? Of(Cube cube, bool[] valid, int rows, int cols)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cols);
        var tall = cube.Rows >= cube.Cols;
        var restRows = tall ? cube.Rows - Math.Max(cube.Rows / 4, rows) : cube.Rows;
        var restCols = tall ? cube.Cols : cube.Cols - Math.Max(cube.Cols / 4, cols);
        if (restRows < rows || restCols < cols) return null;

        var (firstRow, firstCol) = tall ? (restRows, 0) : (0, restCols);
        var crops = TiledCrops.Spread(cube, valid, firstRow, firstCol, rows, cols, MostCrops);
        return crops.Count == 0
            ? null
            : new(cube.Crop(0, 0, restRows, restCols), Marks(cube, valid, restRows, restCols), crops);
    }

    private static bool[] Marks(Cube cube, bool[] valid, int rows, int cols)
    {
        var marks = new bool[rows * cols];
        for (var r = 0; r < rows; r++) valid.AsSpan(r * cube.Cols, cols).CopyTo(marks.AsSpan(r * cols));
        return marks;
    }
}
