using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>The crops of one step in a buffer that is kept; a function of (seed, step, index in the batch).</summary>
internal sealed class CropBatch : IDisposable
{
    private readonly Scene _scene;
    private readonly Patches _patches;
    private readonly UnmixDiffForm _form;
    private readonly ParallelOptions _parallel;
    private readonly Tensor _pixels;

    public CropBatch(Scene scene, Patches patches, UnmixDiffForm form, int batch, int threads)
    {
        (_scene, _patches, _form, Size) = (scene, patches, form, batch);
        _parallel = new() { MaxDegreeOfParallelism = threads };
        // Bands last, as cubes have them and as convolutions are quickest.
        _pixels = zeros(batch, patches.Size, patches.Size, scene.Cube.Bands).DetachFromDisposeScope();
    }

    public int Size { get; }

    public void Fill(SeedTree seed, long step) =>
        Parallel.For(0, Size, _parallel, i => FillOne(_patches.Draw(seed.Derive("crop", step, i)), i));

    /// <summary>Some of the crops, (count, bands, side, side), where networks compute; on the CPU a view.</summary>
    public Tensor Images(long first, long count) => _pixels.narrow(0, first, count).permute(0, 3, 1, 2).Placed();

    public void Dispose() => _pixels.Dispose();

    private void FillOne(CropPlace place, int i)
    {
        var crop = place.Take(_scene.Cube, _patches.Size).Data;
        if (_form is UnmixDiffForm.AsReleased) Spread(crop);
        crop.CopyTo(TensorMemory.Floats(_pixels)[(i * crop.Length)..]);
    }

    /// <summary>Least value to 0, greatest to 1, all bands alike; a constant crop becomes 0.</summary>
    internal static void Spread(Span<float> values)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        var scale = high > low ? 1 / (high - low) : 0;
        for (var i = 0; i < values.Length; i++) values[i] = (values[i] - low) * scale;
    }
}
