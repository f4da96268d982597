using System.Numerics;

namespace Hud.Engine.Metrics;

/// <summary>32 generated pixels that pass over the scene together.</summary>
internal sealed unsafe class PixelTile(SplitScene scene)
{
    /// <summary>One group of real pixels in so many is looked at first, so that the search itself begins with a good cosine.</summary>
    private const int SampleStep = 16;

    /// <summary>From so many lanes on, the close bound of all together is quicker than of one pair after the other.</summary>
    private const int ManyLanes = 4;

    /// <summary>Of float32 sums of products of unit vectors.</summary>
    private const float Rounding = 5e-6f;

    private readonly float[] _vectors = new float[CosineTile.Lanes * scene.Bands];
    private readonly float[] _close = new float[CosineTile.Lanes * scene.CloseWidth];
    private readonly float[] _packedCoarse = new float[CosineTile.Lanes * SplitScene.CoarseWidth];
    private readonly float[] _packedClose = new float[CosineTile.Lanes * scene.CloseWidth];
    private readonly nint[] _coarseStarts = Starts(SplitScene.CoarseWidth), _closeStarts = Starts(scene.CloseWidth);
    private readonly float[] _best = new float[CosineTile.Lanes], _level = new float[CosineTile.Lanes];
    private readonly int[] _group = new int[CosineTile.Lanes];
    private int _count;

    private Span<float> Vector(int lane) => _vectors.AsSpan(lane * scene.Bands, scene.Bands);

    private Span<float> Close(int lane) => _close.AsSpan(lane * scene.CloseWidth, scene.CloseWidth);

    /// <summary>Takes pixels, and the best cosines in the most promising group of a sample.</summary>
    public void Begin(GeneratedBlocks pixels, int first)
    {
        Load(pixels, first);
        Array.Fill(_best, float.NegativeInfinity);
        var sums = stackalloc float[CosineTile.Width * CosineTile.Lanes];
        fixed (float* real = scene.Coarse, packed = _packedCoarse, best = _best)
        fixed (nint* starts = _coarseStarts)
        fixed (int* place = _group)
        {
            for (var group = 0; group < scene.Groups; group += SampleStep)
            {
                new Span<float>(sums, CosineTile.Width * CosineTile.Lanes).Clear();
                CosineTile.Add(packed, First(real, group, SplitScene.CoarseWidth), starts, SplitScene.CoarseWidth, sums);
                CosineTile.Max(sums, best, place, group);
            }
        }

        for (var lane = 0; lane < _count; lane++)
        {
            var group = _group[lane];
            (_best[lane], _group[lane]) = (float.NegativeInfinity, int.MaxValue);
            for (var j = 0; j < CosineTile.Width; j++) Rise(lane, group, j);
        }
    }

    /// <summary>Groups <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public void Scan(int from, int to)
    {
        var sums = stackalloc float[CosineTile.Width * CosineTile.Lanes];
        fixed (float* real = scene.Coarse, packed = _packedCoarse, level = _level)
        fixed (nint* starts = _coarseStarts)
        {
            for (var group = from; group < to; group++)
            {
                var rivals = CosineTile.Above(
                    packed, First(real, group, SplitScene.CoarseWidth), starts, SplitScene.CoarseWidth, level, sums);
                if (rivals != 0) Compare(rivals, group, level, sums);
            }
        }
    }

    public void End(float[] best, int[] group, int first)
    {
        Array.Copy(_best, 0, best, first, _count);
        Array.Copy(_group, 0, group, first, _count);
    }

    private static nint[] Starts(int width) => [.. Enumerable.Range(0, CosineTile.Width).Select(j => (nint)j * width)];

    private static float* First(float* real, int group, int width) => real + ((nint)group * CosineTile.Width * width);

    private void Load(GeneratedBlocks pixels, int first)
    {
        _count = Math.Min(CosineTile.Lanes, pixels.Count - first);
        Span<float> coarse = stackalloc float[SplitScene.CoarseWidth];
        Array.Clear(_packedCoarse);
        Array.Clear(_packedClose);
        for (var lane = 0; lane < _count; lane++)
        {
            pixels.Fill(first + lane, Vector(lane));
            scene.Split(Vector(lane), coarse, Close(lane));
            Pack(coarse, _packedCoarse, lane);
            Pack(Close(lane), _packedClose, lane);
        }

        // No bound reaches the lanes beyond the last pixel.
        Array.Fill(_level, float.PositiveInfinity);
    }

    private static void Pack(ReadOnlySpan<float> form, float[] packed, int lane)
    {
        for (var k = 0; k < form.Length; k++) packed[(k * CosineTile.Lanes) + lane] = form[k];
    }

    private void Compare(uint rivals, int group, float* level, float* sums)
    {
        var isClose = BitOperations.PopCount(rivals) >= ManyLanes;
        if (isClose)
        {
            fixed (float* real = scene.Close, packed = _packedClose)
            fixed (nint* starts = _closeStarts)
                rivals = CosineTile.Above(packed, First(real, group, scene.CloseWidth), starts, scene.CloseWidth, level, sums);
        }

        for (; rivals != 0; rivals &= rivals - 1)
        {
            var lane = BitOperations.TrailingZeroCount(rivals);
            for (var j = 0; j < CosineTile.Width; j++)
            {
                if (sums[(j * CosineTile.Lanes) + lane] <= level[lane]) continue;
                var place = (group * CosineTile.Width) + j;
                if ((isClose || Spectra.Dot(scene.Close.AsSpan(place * scene.CloseWidth, scene.CloseWidth), Close(lane)) > level[lane])
                    && Spectra.Dot(scene.Pixel(place), Vector(lane)) > level[lane]) Rise(lane, group, j);
            }
        }
    }

    /// <summary>Which group comes first is chance where the search began: of equals the first must win.</summary>
    private void Rise(int lane, int group, int j)
    {
        var cosine = CosineTile.Sum(scene.Pixel((group * CosineTile.Width) + j), Vector(lane));
        if (cosine < _best[lane] || (cosine == _best[lane] && group >= _group[lane])) return;
        (_best[lane], _group[lane], _level[lane]) = (cosine, group, cosine - Rounding);
    }
}
