using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Text;
using static TorchSharp.torch;

namespace Hud.Engine.Diffusion;

/// <summary>Samplers by the names of experiment files.</summary>
public static class Samplers
{
    public const string Ancestral = "ddpm";
    public const string Ddim = "ddim";
    public const string DpmSolver = "dpm";

    public static IReadOnlyList<string> Names { get; } = [Ancestral, Ddim, DpmSolver];

    /// <summary>Throws <see cref="InputException"/> where the sampler is unknown or its steps exceed T.</summary>
    public static void Check(Sampling sampling, NoiseSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(sampling);
        ArgumentNullException.ThrowIfNull(schedule);
        if (!Names.Contains(sampling.Sampler))
            throw new InputException("sampling", "sampler", sampling.Sampler,
                $"unknown sampler{NearestName.Hint(sampling.Sampler, Names)}; known are {string.Join(", ", Names)}");
        if (sampling.Steps < 1 || sampling.Steps > schedule.Steps)
            throw new InputException("sampling", "steps", $"{sampling.Steps}",
                $"must lie in 1 .. {schedule.Steps}, the number of diffusion steps");
    }

    /// <inheritdoc cref="AncestralSampler.Sample"/>
    public static Tensor Sample(
        Sampling sampling, DiffusionModel model, SampleNoise noise, SigmaChoice sigma, Action<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Check(sampling, model.Schedule);
        return sampling.Sampler switch
        {
            Ancestral => AncestralSampler.Sample(model, noise, sampling.Steps, sigma, progress),
            Ddim => DdimSampler.Sample(model, noise, sampling.Steps, progress: progress),
            _ => DpmSolverPlusPlus2M.Sample(model, noise, sampling.Steps, progress),
        };
    }
}
