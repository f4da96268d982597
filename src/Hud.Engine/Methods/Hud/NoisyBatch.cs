using Hud.Engine.Diffusion;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Hud;

/// <summary>What one step of Algorithm 1 draws: crops, t, epsilon, and x_t with its target, in buffers that are kept.
/// Everything is a function of (seed, step, index in the batch).</summary>
internal sealed class NoisyBatch : IDisposable
{
    private readonly LatentMap _map;
    private readonly NoiseSchedule _schedule;
    private readonly HudOptions _options;
    private readonly SeedTree _seed;
    private readonly Patches _patches;
    private readonly ParallelOptions _parallel;

    public NoisyBatch(
        LatentMap map, Patches patches, NoiseSchedule schedule, HudOptions options, SeedTree seed, int batch, int threads)
    {
        (_map, _patches, _schedule, _options, _seed) = (map, patches, schedule, options, seed);
        _parallel = new() { MaxDegreeOfParallelism = threads };
        var side = patches.Size;
        Noisy = zeros(batch, map.Channels, side, side).DetachFromDisposeScope();
        Target = zeros_like(Noisy).DetachFromDisposeScope();
        Times = zeros(batch).DetachFromDisposeScope();
        Weights = zeros(batch).DetachFromDisposeScope();
    }

    /// <summary>Images in the batch.</summary>
    public int Size => (int)Times.shape[0];

    /// <summary>x_t, [batch, channels, side, side].</summary>
    public Tensor Noisy { get; }

    /// <summary>epsilon or v, shaped like <see cref="Noisy"/>.</summary>
    public Tensor Target { get; }

    /// <summary>t, [batch].</summary>
    public Tensor Times { get; }

    /// <summary>Loss weight of each image, [batch].</summary>
    public Tensor Weights { get; }

    public void Fill(long step) => Parallel.For(0, Size, _parallel, i => FillOne(step, i));

    public void Dispose()
    {
        foreach (var tensor in (Tensor[])[Noisy, Target, Times, Weights]) tensor.Dispose();
    }

    private void FillOne(long step, int i)
    {
        var size = _map.Channels * _patches.Size * _patches.Size;
        var x = TensorMemory.Floats(Noisy).Slice(i * size, size);
        var target = TensorMemory.Floats(Target).Slice(i * size, size);
        _map.Crop(_patches.Draw(_seed.Derive("crop", step, i)), _patches.Size, x);
        _seed.Derive("noise", step, i).Stream().FillGaussian(target);

        var t = 1 + _seed.Derive("time", step, i).Stream().NextInt(_schedule.Steps);
        var (a, s) = ((float)Math.Sqrt(_schedule.AlphaBar(t)), (float)Math.Sqrt(_schedule.Noise(t)));
        TensorMemory.Floats(Times)[i] = t;
        TensorMemory.Floats(Weights)[i] = (float)_options.Prediction.LossWeight(_schedule, t, _options.MinSnrGamma);
        var v = _options.Prediction is Prediction.V;
        for (var k = 0; k < size; k++)
        {
            var (z0, epsilon) = (x[k], target[k]);
            x[k] = (a * z0) + (s * epsilon);
            if (v) target[k] = (a * epsilon) - (s * z0);
        }
    }
}
