using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;

namespace Hud.Engine.Methods;

/// <summary>A trained model that draws images. Image i is a function of (model, request but its range, seed, i): the
/// range it is drawn in may change its last digits, nothing else.</summary>
public interface IGenerator : IDisposable
{
    /// <summary>Images first .. first + count - 1 in the units of the cleaned scene, nominally [0, 1].</summary>
    /// <param name="progress">Told the finished share of the work, 0 to 1; may throw to abandon it.</param>
    /// <exception cref="Experiments.InputException">The sampler, its steps or the size do not suit the model.</exception>
    IReadOnlyList<Cube> Generate(GenerationRequest request, int first, int count, Action<double>? progress = null);
}

/// <summary>What to draw.</summary>
/// <param name="Sampling">Sampler and steps; its count is the caller's matter.</param>
public sealed record GenerationRequest(Sampling Sampling, int Rows, int Cols, SeedTree Seed);
