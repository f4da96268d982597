using System.Collections.Immutable;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Cubes as one float32 variable.</summary>
internal sealed class MatCubes(string name, IReadOnlyList<Cube> cubes) : MatVariable(name, ShapeOf(cubes).AsSpan())
{
    // 16 bands are one cache line of the source: fewer would read every line of every cube again and again.
    private const int SlabBands = 16;

    internal override ElementType Type => ElementType.Float32;

    /// <summary>rows x cols x bands of one cube, count x rows x cols x bands of several.</summary>
    /// <exception cref="ArgumentException">No cube, or cubes of different sizes.</exception>
    internal static ImmutableArray<int> ShapeOf(IReadOnlyList<Cube> cubes)
    {
        ArgumentNullException.ThrowIfNull(cubes);
        if (cubes.Count == 0) throw new ArgumentException("a file needs at least one cube", nameof(cubes));
        var first = cubes[0];
        for (var i = 1; i < cubes.Count; i++)
            if ((cubes[i].Rows, cubes[i].Cols, cubes[i].Bands) != (first.Rows, first.Cols, first.Bands))
                throw new ArgumentException(
                    $"cube {i} is {cubes[i].Rows} x {cubes[i].Cols} x {cubes[i].Bands}, the first " +
                    $"{first.Rows} x {first.Cols} x {first.Bands}: one file holds cubes of one size", nameof(cubes));
        return cubes.Count == 1
            ? [first.Rows, first.Cols, first.Bands]
            : [cubes.Count, first.Rows, first.Cols, first.Bands];
    }

    internal override void VisitSlabs(ISlabVisitor visitor)
    {
        var (count, rows, cols, bands) = (cubes.Count, cubes[0].Rows, cubes[0].Cols, cubes[0].Bands);
        for (var start = 0; start < bands; start += SlabBands)
        {
            var (from, taken) = (start, Math.Min(SlabBands, bands - start));
            var slab = new float[checked(taken * count * rows * cols)];
            Parallel.For(0, cols, col =>
            {
                for (var row = 0; row < rows; row++)
                    for (var n = 0; n < count; n++)
                    {
                        var pixel = cubes[n].Pixel(row, col).Slice(from, taken);
                        for (var b = 0; b < taken; b++)
                            slab[((((b * cols) + col) * rows) + row) * count + n] = pixel[b];
                    }
            });
            visitor.Visit(slab, start, taken);
        }
    }
}
