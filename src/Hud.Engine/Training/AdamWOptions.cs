namespace Hud.Engine.Training;

/// <summary>Settings of <see cref="AdamW"/>. Defaults are Ho et al. 2020 but for the shorter warm-up.</summary>
/// <param name="LearningRate">Peak rate.</param>
/// <param name="WeightDecay">Decoupled (Loshchilov and Hutter 2019); 0 makes it plain Adam.</param>
/// <param name="ClipNorm">Largest Euclidean norm of the whole gradient; 0 leaves it as it is.</param>
/// <param name="WarmUp">Steps over which the rate rises linearly from 0.</param>
/// <param name="CosineSteps">Step at which the rate has fallen to 0 along a cosine; 0 keeps it constant.</param>
/// <param name="Factor">Any other decay: given a step from 0, what the rate is multiplied by.</param>
public sealed record AdamWOptions(
    double LearningRate = 2e-4, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8,
    double WeightDecay = 0, double ClipNorm = 1, long WarmUp = 0, long CosineSteps = 0, Func<long, double>? Factor = null)
{
    /// <summary>The rate of a step (from 0): a function of the step number, so that a resume needs no scheduler state.</summary>
    public double RateAt(long step)
    {
        var rate = LearningRate * (step < WarmUp ? (step + 1.0) / WarmUp : 1) * (Factor?.Invoke(step) ?? 1);
        if (CosineSteps <= WarmUp) return rate;
        var progress = Math.Clamp((step - WarmUp) / (double)(CosineSteps - WarmUp), 0, 1);
        return rate * 0.5 * (1 + Math.Cos(Math.PI * progress));
    }
}
