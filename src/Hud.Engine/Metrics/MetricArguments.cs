using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>What every metric demands of its arguments.</summary>
internal static class MetricArguments
{
    public static void Check(Cube real, bool[] valid, IReadOnlyList<Cube> generated, int block, int threads)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(block);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (valid.Length != real.Pixels)
            throw new ArgumentException($"{valid.Length} marks for {real.Pixels} pixels.", nameof(valid));
        if (!valid.Contains(true)) throw new ArgumentException("The real scene has no valid pixel.", nameof(valid));
        if (generated.Count == 0) throw new ArgumentException("There is no generated image.", nameof(generated));
        if (generated.FirstOrDefault(g => g.Bands != real.Bands) is { } other)
            throw new ArgumentException(
                $"A generated image has {other.Bands} bands, the scene {real.Bands}.", nameof(generated));
        if (block > Math.Min(real.Rows, real.Cols))
            throw new ArgumentException(
                $"A block of {block} does not fit the scene's {real.Rows} x {real.Cols}.", nameof(block));
        if (generated.FirstOrDefault(g => block > Math.Min(g.Rows, g.Cols)) is { } small)
            throw new ArgumentException(
                $"A block of {block} does not fit a generated image of {small.Rows} x {small.Cols}.", nameof(block));
    }
}
