namespace Hud.Engine.Training;

/// <summary>A loss or weight became NaN or infinite. The same seed would do the same again.</summary>
public sealed class DivergedException(long step, long seed, string what)
    : Exception($"training diverged at step {step} (seed {seed}): {what} is not finite")
{
    /// <summary>The step, from 0, during which it was noticed.</summary>
    public long Step { get; } = step;

    public long Seed { get; } = seed;
}
