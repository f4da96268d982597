using System.Numerics;
using System.Runtime.InteropServices;

namespace Hud.Engine.Metrics;

/// <summary>What <see cref="DirectSearch"/> finds for single pixels, bit for bit, from fewer products. Spectra of a scene nearly
/// lie in few directions: the product in those, with the lengths of both rests as one more, bounds a cosine from above (Cauchy
/// and Schwarz). Pairs whose bound beats the best cosine found get a closer one, and what that leaves is computed in full.</summary>
internal static unsafe class PixelSearch
{
    /// <summary>On samples of every method against KSC, 8 leave 0.03 % of the pairs (HUD) to 18 % (UD, noise for the most part);
    /// 64 leave 0.5 % at most.</summary>
    private const int Directions = 8, CloseDirections = 64;

    /// <summary>With fewer bands a bound would cost about as much as the product.</summary>
    private const int BandsPerDirection = 3;

    /// <summary>Below this many pairs the basis would take longer than the search.</summary>
    private const long FewPairs = 1 << 22;

    /// <summary>One group of real pixels in so many is looked at first, so that the search itself begins with a good cosine.</summary>
    private const int SampleStep = 16;

    /// <summary>From so many lanes on, the closer bound of all together is quicker than of one pair after the other.</summary>
    private const int ManyLanes = 4;

    /// <summary>Tiles that pass over a part of the scene one after the other, while its bounds are in the second-level cache.</summary>
    private const int TilesAtOnce = 16;

    private const int PartBytes = 512 << 10;

    /// <summary>Of float32 sums of products of unit vectors.</summary>
    private const float Rounding = 5e-6f;

    /// <param name="real">One row of pixels, as <see cref="UnitImage.OfValid"/> gives them.</param>
    /// <param name="pixels">Blocks of a single pixel.</param>
    /// <returns>One cosine and one place a pixel: the number of its <see cref="CosineTile.Width"/> neighbours in the row.</returns>
    public static (float[] Best, int[] Group) Find(UnitImage real, GeneratedBlocks pixels, int threads)
    {
        if (real.Bands < BandsPerDirection * Directions || (long)real.Cols * pixels.Count < FewPairs)
            return DirectSearch.Find(real, pixels, threads);
        var scene = new ReducedScene(real, threads);
        var (best, group) = (new float[pixels.Count], new int[pixels.Count]);
        var next = -TilesAtOnce * CosineTile.Lanes;
        DedicatedThreads.Run(threads, _ =>
        {
            var tiles = Enumerable.Range(0, TilesAtOnce).Select(_ => new Tile(scene)).ToArray();
            while (Interlocked.Add(ref next, TilesAtOnce * CosineTile.Lanes) is var first && first < pixels.Count)
                Search(scene, tiles, pixels, first, best, group);
        });
        return (best, group);
    }

    private static void Search(ReducedScene scene, Tile[] tiles, GeneratedBlocks pixels, int first, float[] best, int[] group)
    {
        var some = tiles.Take((pixels.Count - first + CosineTile.Lanes - 1) / CosineTile.Lanes).ToArray();
        for (var t = 0; t < some.Length; t++) some[t].Begin(pixels, first + (t * CosineTile.Lanes));
        for (var from = 0; from < scene.Groups; from += scene.GroupsAtOnce)
            foreach (var tile in some) tile.Scan(from, Math.Min(from + scene.GroupsAtOnce, scene.Groups));
        for (var t = 0; t < some.Length; t++) some[t].End(best, group, first + (t * CosineTile.Lanes));
    }

    /// <summary>Pixels, and what bounds take of each.</summary>
    private sealed class ReducedScene
    {
        public ReducedScene(UnitImage real, int threads)
        {
            Real = real;
            Coarse = SpectralBasis.Of(real, Directions, threads);
            Close = SpectralBasis.Of(real, Math.Min(CloseDirections, real.Bands / BandsPerDirection), threads);
            (CoarseForms, CloseForms) = (new float[real.Cols * Coarse.Width], new float[real.Cols * Close.Width]);
            Parallel.For(0, real.Cols, new ParallelOptions { MaxDegreeOfParallelism = threads }, p =>
            {
                Coarse.Split(Pixel(p), CoarseForms.AsSpan(p * Coarse.Width, Coarse.Width));
                Close.Split(Pixel(p), CloseForms.AsSpan(p * Close.Width, Close.Width));
            });
        }

        public UnitImage Real { get; }

        public SpectralBasis Coarse { get; }

        public SpectralBasis Close { get; }

        public float[] CoarseForms { get; }

        public float[] CloseForms { get; }

        public int Groups => (Real.Cols + CosineTile.Width - 1) / CosineTile.Width;

        public int GroupsAtOnce => Math.Max(1, PartBytes / sizeof(float) / CosineTile.Width / (Coarse.Width + Close.Width));

        public ReadOnlySpan<float> CloseForm(int p) => CloseForms.AsSpan(p * Close.Width, Close.Width);

        public ReadOnlySpan<float> Pixel(int p) => Real.Data.AsSpan(p * Real.Bands, Real.Bands);

        /// <summary>Beyond the end the last pixel is repeated: a maximum does not mind.</summary>
        public int PixelOf(int group, int j) => Math.Min((group * CosineTile.Width) + j, Real.Cols - 1);
    }

    /// <summary>32 generated pixels that pass over the scene together.</summary>
    private sealed class Tile(ReducedScene scene)
    {
        private readonly float[] _vectors = new float[CosineTile.Lanes * scene.Real.Bands];
        private readonly float[] _close = new float[CosineTile.Lanes * scene.Close.Width];
        private readonly float[] _coarseForms = new float[CosineTile.Lanes * scene.Coarse.Width];
        private readonly float[] _closeForms = new float[CosineTile.Lanes * scene.Close.Width];
        private readonly float[] _best = new float[CosineTile.Lanes], _level = new float[CosineTile.Lanes];
        private readonly int[] _group = new int[CosineTile.Lanes];
        private int _count;

        private Span<float> CloseForm(int lane) => _close.AsSpan(lane * scene.Close.Width, scene.Close.Width);

        private Span<float> Vector(int lane) => _vectors.AsSpan(lane * scene.Real.Bands, scene.Real.Bands);

        /// <summary>Takes pixels, and the best cosines in the most promising group of a sample.</summary>
        public void Begin(GeneratedBlocks pixels, int first)
        {
            Load(pixels, first);
            Array.Fill(_best, float.NegativeInfinity);
            Bounds(0, scene.Groups, SampleStep, (sums, group) =>
            {
                fixed (float* best = _best)
                fixed (int* place = _group) CosineTile.Max(sums, best, place, group);
            });
            for (var lane = 0; lane < _count; lane++)
            {
                var group = _group[lane];
                (_best[lane], _group[lane]) = (float.NegativeInfinity, int.MaxValue);
                for (var j = 0; j < CosineTile.Width; j++) Rise(lane, group, scene.PixelOf(group, j));
            }
        }

        public void Scan(int from, int to) => Bounds(from, to, 1, Compare);

        public void End(float[] best, int[] group, int first)
        {
            Array.Copy(_best, 0, best, first, _count);
            Array.Copy(_group, 0, group, first, _count);
        }

        private void Load(GeneratedBlocks pixels, int first)
        {
            _count = Math.Min(CosineTile.Lanes, pixels.Count - first);
            var coarse = new float[scene.Coarse.Width];
            Array.Clear(_coarseForms);
            Array.Clear(_closeForms);
            for (var lane = 0; lane < _count; lane++)
            {
                pixels.Fill(first + lane, Vector(lane));
                scene.Close.Split(Vector(lane), CloseForm(lane));
                scene.Coarse.Split(Vector(lane), coarse);
                Pack(coarse, _coarseForms, lane);
                Pack(CloseForm(lane), _closeForms, lane);
            }

            // No bound reaches the lanes beyond the last pixel.
            Array.Fill(_level, float.PositiveInfinity);
        }

        private static void Pack(ReadOnlySpan<float> form, float[] forms, int lane)
        {
            for (var k = 0; k < form.Length; k++) forms[(k * CosineTile.Lanes) + lane] = form[k];
        }

        private void Compare(float* sums, int group)
        {
            var isClose = false;
            var rivals = Rivals(sums);
            if (BitOperations.PopCount(rivals) >= ManyLanes)
            {
                isClose = true;
                fixed (float* real = scene.CloseForms, packed = _closeForms) Sum(packed, real, scene.Close.Width, group, sums);
                rivals = Rivals(sums);
            }

            for (; rivals != 0; rivals &= rivals - 1)
            {
                var lane = BitOperations.TrailingZeroCount(rivals);
                for (var j = 0; j < CosineTile.Width; j++)
                {
                    if (sums[(j * CosineTile.Lanes) + lane] <= _level[lane]) continue;
                    var p = scene.PixelOf(group, j);
                    if ((isClose || Spectra.Dot(scene.CloseForm(p), CloseForm(lane)) > _level[lane])
                        && Spectra.Dot(scene.Pixel(p), Vector(lane)) > _level[lane]) Rise(lane, group, p);
                }
            }
        }

        private uint Rivals(float* sums)
        {
            fixed (float* level = _level) return CosineTile.Above(sums, level);
        }

        /// <summary>Which group comes first is chance where the search began: of equals the first must win.</summary>
        private void Rise(int lane, int group, int p)
        {
            var cosine = CosineTile.Sum(scene.Pixel(p), Vector(lane));
            if (cosine < _best[lane] || (cosine == _best[lane] && group >= _group[lane])) return;
            (_best[lane], _group[lane], _level[lane]) = (cosine, group, cosine - Rounding);
        }

        private void Bounds(int from, int to, int step, SumsOfGroup visit)
        {
            var sums = stackalloc float[CosineTile.Width * CosineTile.Lanes];
            fixed (float* real = scene.CoarseForms, packed = _coarseForms)
            {
                for (var group = from; group < to; group += step)
                {
                    Sum(packed, real, scene.Coarse.Width, group, sums);
                    visit(sums, group);
                }
            }
        }

        private void Sum(float* packed, float* real, int width, int group, float* sums)
        {
            var starts = stackalloc nint[CosineTile.Width];
            for (var j = 0; j < CosineTile.Width; j++) starts[j] = (nint)scene.PixelOf(group, j) * width;
            NativeMemory.Clear(sums, CosineTile.Width * CosineTile.Lanes * sizeof(float));
            CosineTile.Add(packed, real, starts, width, sums);
        }
    }

    private delegate void SumsOfGroup(float* sums, int group);
}
