using Hud.Engine.Training;

namespace Hud.Engine.Scenes.Synthetic;

/// <summary>Which endmember rules each pixel: fields with bent borders, a river, roads.</summary>
internal static class LandMap
{
    private const int Water = 2;
    private const int Road = 3;

    /// <returns>rows * cols endmember numbers (from 0), row-major; every endmember rules some pixels.</returns>
    public static int[] Draw(int rows, int cols, int endmembers, SeedTree seed)
    {
        var map = Fields(rows, cols, endmembers, seed.Derive("fields"));
        if (endmembers > Water) River(map, rows, cols, seed.Derive("river"));
        if (endmembers > Road)
        {
            for (var road = 0; road < 3; road++) Line(map, rows, cols, seed.Derive("road", road));
        }

        return map;
    }

    /// <summary>Voronoi cells around jittered grid points, their borders bent by a smooth field.</summary>
    private static int[] Fields(int rows, int cols, int endmembers, SeedTree seed)
    {
        // About four parcels for each endmember at least, none larger than about 22 pixels.
        var cell = Math.Min(22, Math.Sqrt(rows * cols / (4.0 * endmembers)));
        var (down, across) = ((int)Math.Ceiling(rows / cell), (int)Math.Ceiling(cols / cell));
        var cover = Cover(down * across, endmembers, seed.Derive("cover"));
        var random = seed.Derive("centres").Stream();
        var centres = new (double Row, double Col)[down * across];
        for (var i = 0; i < centres.Length; i++)
            centres[i] = (((i / across) + random.NextDouble()) * cell, ((i % across) + random.NextDouble()) * cell);
        var bend = cell / 8;
        var (bendRow, bendCol) = (SmoothField.Draw(rows, cols, 4, seed.Derive("bend", 0)),
            SmoothField.Draw(rows, cols, 4, seed.Derive("bend", 1)));

        var map = new int[rows * cols];
        for (var i = 0; i < map.Length; i++)
            map[i] = cover[Nearest(centres, (i / cols) + (bend * bendRow[i]), (i % cols) + (bend * bendCol[i]))];
        return map;
    }

    /// <summary>Endmember of each parcel: every one at least once, and water and road rarely.</summary>
    private static int[] Cover(int parcels, int endmembers, SeedTree seed)
    {
        var random = seed.Stream();
        var cover = new int[parcels];
        for (var i = 0; i < parcels; i++)
        {
            cover[i] = i < endmembers ? i : random.NextInt(endmembers);
            if (i >= endmembers && cover[i] is Water or Road) cover[i] = random.NextInt(2);
        }

        for (var i = parcels - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (cover[i], cover[j]) = (cover[j], cover[i]);
        }

        return cover;
    }

    private static int Nearest((double Row, double Col)[] centres, double row, double col)
    {
        var (best, least) = (0, double.MaxValue);
        for (var i = 0; i < centres.Length; i++)
        {
            var (dr, dc) = (centres[i].Row - row, centres[i].Col - col);
            if ((dr * dr) + (dc * dc) is var distance && distance < least) (best, least) = (i, distance);
        }

        return best;
    }

    private static void River(int[] map, int rows, int cols, SeedTree seed)
    {
        var random = seed.Stream();
        var (middle, swing) = (cols * (0.25 + (0.5 * random.NextDouble())), cols * (0.08 + (0.08 * random.NextDouble())));
        var (phase, turns) = (2 * Math.PI * random.NextDouble(), 0.7 + random.NextDouble());
        var width = Math.Max(3, cols / 20.0);
        for (var row = 0; row < rows; row++)
        {
            var at = middle + (swing * Math.Sin(phase + (2 * Math.PI * turns * row / rows)));
            Paint(map, cols, row, at - (width / 2), at + (width / 2), Water);
        }
    }

    private static void Line(int[] map, int rows, int cols, SeedTree seed)
    {
        var random = seed.Stream();
        var upright = random.NextInt(2) == 0;
        var (from, to) = (random.NextDouble(), random.NextDouble());
        var width = Math.Max(2, Math.Min(rows, cols) / 50.0);
        for (var row = 0; row < rows; row++)
        {
            if (upright)
            {
                var at = cols * (from + ((to - from) * row / rows));
                Paint(map, cols, row, at, at + width, Road);
                continue;
            }

            for (var col = 0; col < cols; col++)
            {
                var at = rows * (from + ((to - from) * col / cols));
                if (row >= at && row < at + width) map[(row * cols) + col] = Road;
            }
        }
    }

    private static void Paint(int[] map, int cols, int row, double from, double to, int endmember)
    {
        for (var col = Math.Max(0, (int)Math.Ceiling(from)); col < to && col < cols; col++)
            map[(row * cols) + col] = endmember;
    }
}
