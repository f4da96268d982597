using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Diffusion;

/// <summary>The noise of a run of images, drawn by (image, step) alone: neither batch size nor order changes it.</summary>
/// <param name="tree">The tree of the trial's or the caller's seed.</param>
/// <param name="firstImage">Index of the first image of this batch.</param>
/// <param name="images">Images in this batch.</param>
/// <param name="shape">Shape of one image.</param>
public sealed class SampleNoise(SeedTree tree, long firstImage, int images, params long[] shape)
{
    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = get_num_threads() };

    /// <summary>x_T: float32 [images, ...shape] where networks compute, to be disposed by the caller.</summary>
    public Tensor Start(NoiseSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var x = empty([images, .. shape], ScalarType.Float32);
        FillHost(x, schedule.Steps);
        if (!ComputeDevice.IsGpu) return x;
        using (x) return x.Placed();
    }

    /// <summary>Overwrites <paramref name="target"/> by the noise that enters x_t.</summary>
    public void Fill(Tensor target, int t)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.device_type == DeviceType.CPU)
        {
            FillHost(target, t);
            return;
        }

        using var host = empty(target.shape, ScalarType.Float32);
        FillHost(host, t);
        target.copy_(host);
    }

    private void FillHost(Tensor target, int t)
    {
        var size = (int)(target.numel() / images);
        Parallel.For(0, images, _parallel, i =>
            tree.Derive("sample-noise", firstImage + i, t).Stream().FillGaussian(
                TensorMemory.Floats(target).Slice(i * size, size)));
    }
}
