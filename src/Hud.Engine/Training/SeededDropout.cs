using Hud.Engine.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>Dropout draws from torch's own generator, which threads cannot share: a step with dropout runs undivided, the
/// generator set from the seed tree just before, so that it stays a function of its number.</summary>
internal static class SeededDropout
{
    /// <summary>Leaves the gradient of <paramref name="meanLoss"/> in the parameters; returns the loss.</summary>
    /// <param name="seed">Of the training.</param>
    public static double Backward(SeedTree seed, long step, Func<Tensor> meanLoss)
    {
        using var scope = NewDisposeScope();
        manual_seed((long)seed.Derive("dropout", step).Stream().NextUInt64());
        var loss = meanLoss();
        loss.backward();
        return Number.From(loss);
    }
}
