using CsCheck;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Metrics;

/// <summary>Random scenes and images for the metrics, and the metrics themselves as naive loops in double.</summary>
internal sealed record MetricCase(Cube Real, bool[] Valid, IReadOnlyList<Cube> Generated, int Block)
{
    public override string ToString() =>
        $"real {Real.Rows}x{Real.Cols}x{Real.Bands}, {Valid.Count(v => v)} valid, " +
        $"{string.Join(" ", Generated.Select(g => $"{g.Rows}x{g.Cols}"))}, block {Block}";

    /// <summary>Odd shapes on purpose: band counts that fill no vector, images whose sides are no multiple of the block.</summary>
    public static Gen<MetricCase> Any(int maxBlock = 5) =>
        from seed in Gen.Long
        from block in Gen.Int[1, maxBlock]
        from rows in Gen.Int[block, 17]
        from cols in Gen.Int[block, 23]
        from bands in Gen.Int[1, 37]
        from images in Gen.Int[1, 5]
        from extraRows in Gen.Int[0, 6]
        from extraCols in Gen.Int[0, 6]
        from invalid in Gen.Int[0, 2]
        select Make(seed, block, (rows, cols, bands), images, (block + extraRows, block + extraCols), invalid * 0.1);

    public static MetricCase Make(
        long seed, int block, (int Rows, int Cols, int Bands) real, int images, (int Rows, int Cols) size, double invalid)
    {
        var tree = new SeedTree(seed);
        var marks = tree.Derive("valid").Stream();
        var valid = Enumerable.Range(0, real.Rows * real.Cols).Select(_ => marks.NextDouble() >= invalid).ToArray();
        valid[0] = true;
        var generated = Enumerable.Range(0, images)
            .Select(i => Random(tree.Derive("image", i), size.Rows, size.Cols, real.Bands)).ToList();
        return new(Random(tree.Derive("real"), real.Rows, real.Cols, real.Bands), valid, generated, block);
    }

    /// <summary>Five spectra, the same for every seed, in random shares, each sample with relative noise.</summary>
    public static Cube Mixtures(long seed, int rows, int cols, int bands, double noise)
    {
        var materials = Random(new SeedTree(7), 5, 1, bands);
        var (shares, random) = (Random(new SeedTree(seed), rows, cols, 5), new SeedTree(seed).Derive("noise").Stream());
        var cube = new Cube(rows, cols, bands);
        for (var p = 0; p < cube.Pixels; p++)
        {
            var pixel = cube.Pixel(p);
            for (var k = 0; k < bands; k++)
            {
                for (var m = 0; m < 5; m++) pixel[k] += shares.Pixel(p)[m] * materials.Pixel(m)[k];
                pixel[k] = MathF.Max(0, pixel[k] * (1 + (float)(noise * random.NextGaussian())));
            }
        }

        return cube;
    }

    /// <summary>Non-negative and far from alike, as spectra of very different materials.</summary>
    public static Cube Random(SeedTree seed, int rows, int cols, int bands)
    {
        var stream = seed.Stream();
        return new(rows, cols, bands,
            [.. Enumerable.Range(0, rows * cols * bands).Select(_ => (float)Math.Pow(stream.NextDouble(), 3))]);
    }

    public double BrutePointFidelity() =>
        Generated.SelectMany(g => Enumerable.Range(0, g.Pixels).Select(i => g.Pixel(i).ToArray()))
            .Average(y => Enumerable.Range(0, Real.Pixels).Where(i => Valid[i]).Max(i => Cosine(y, Real.Pixel(i).ToArray())));

    public double BruteBlockDiversity()
    {
        var scores = new List<double>();
        foreach (var g in Generated)
            for (var r = 0; r + Block <= g.Rows; r += Block)
                for (var c = 0; c + Block <= g.Cols; c += Block)
                    scores.Add(BestPosition(g, r, c));
        return scores.Average();
    }

    private double BestPosition(Cube image, int row, int col)
    {
        var best = double.NegativeInfinity;
        for (var r = 0; r + Block <= Real.Rows; r++)
            for (var c = 0; c + Block <= Real.Cols; c++)
            {
                var sum = 0.0;
                for (var p = 0; p < Block * Block; p++)
                {
                    var (dr, dc) = (p / Block, p % Block);
                    if (Valid[((r + dr) * Real.Cols) + c + dc])
                        sum += Cosine(image.Pixel(row + dr, col + dc).ToArray(), Real.Pixel(r + dr, c + dc).ToArray());
                }

                best = Math.Max(best, sum / (Block * Block));
            }

        return best;
    }

    private static double Cosine(float[] a, float[] b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var k = 0; k < a.Length; k++) (ab, aa, bb) = (ab + ((double)a[k] * b[k]), aa + ((double)a[k] * a[k]), bb + ((double)b[k] * b[k]));
        return aa == 0 || bb == 0 ? 0 : ab / Math.Sqrt(aa * bb);
    }
}
