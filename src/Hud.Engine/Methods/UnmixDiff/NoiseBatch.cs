using Hud.Engine.Diffusion;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Noise and noise levels of one step, in buffers that are kept; a function of (seed, step, index in the batch).</summary>
internal sealed class NoiseBatch : IDisposable
{
    private readonly NoiseSchedule _schedule;
    private readonly ParallelOptions _parallel;

    public NoiseBatch(NoiseSchedule schedule, int batch, int channels, int side, int threads)
    {
        _schedule = schedule;
        _parallel = new() { MaxDegreeOfParallelism = threads };
        Noise = zeros(batch, channels, side, side).DetachFromDisposeScope();
        Levels = zeros(batch).DetachFromDisposeScope();
    }

    /// <summary>epsilon, [batch, channels, side, side].</summary>
    public Tensor Noise { get; }

    /// <summary>sqrt(alpha_bar), [batch]: uniform between those of t - 1 and t. As in SR3's code all images share one t.</summary>
    public Tensor Levels { get; }

    public void Fill(SeedTree seed, long step)
    {
        var t = 1 + seed.Derive("time", step).Stream().NextInt(_schedule.Steps);
        var (high, low) = (Math.Sqrt(_schedule.AlphaBar(t - 1)), Math.Sqrt(_schedule.AlphaBar(t)));
        var (batch, size) = ((int)Levels.shape[0], (int)(Noise.numel() / Levels.shape[0]));
        Parallel.For(0, batch, _parallel, i =>
        {
            TensorMemory.Floats(Levels)[i] = (float)(low + ((high - low) * seed.Derive("level", step, i).Stream().NextDouble()));
            seed.Derive("noise", step, i).Stream().FillGaussian(TensorMemory.Floats(Noise).Slice(i * size, size));
        });
    }

    public void Dispose()
    {
        Noise.Dispose();
        Levels.Dispose();
    }
}
