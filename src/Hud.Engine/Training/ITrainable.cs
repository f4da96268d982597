using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>A model that <see cref="TrainingLoop"/> can train, checkpoint and resume bit by bit.</summary>
public interface ITrainable : IDisposable
{
    /// <summary>One optimiser step. All chance comes from SeedTree.Derive(purpose, step, ...), so that the step is a
    /// function of the state and <paramref name="step"/> alone.</summary>
    /// <param name="step">Steps finished before this one, from 0.</param>
    /// <returns>The loss before the update.</returns>
    double Step(long step);

    /// <summary>Everything an exact resume needs (weights, averages, moments), as live tensors the model keeps.</summary>
    IReadOnlyDictionary<string, Tensor> State();

    /// <summary>Copies a saved state in; names and shapes must be those of <see cref="State"/>.</summary>
    void Load(IReadOnlyDictionary<string, Tensor> state);
}
