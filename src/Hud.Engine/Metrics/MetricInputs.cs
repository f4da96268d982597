using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>What metrics are computed from. Keeps what several metrics share, so that asking for a ratio after its
/// parts costs nothing; not thread-safe.</summary>
public sealed class MetricInputs(Cube real, bool[] valid, IReadOnlyList<Cube> generated, int block, int threads)
{
    private readonly Lazy<double> _pointFidelity = new(() => Metrics.PointFidelity.Measure(real, valid, generated, threads));
    private readonly Lazy<double> _blockDiversity =
        new(() => Metrics.BlockDiversity.Measure(real, valid, generated, block, threads));
    private readonly Lazy<MetricInputs?> _heldOut = new(() =>
    {
        var split = HoldOut.Of(real, valid, generated[0].Rows, generated[0].Cols);
        return split is null || block > Math.Min(split.Rest.Rows, split.Rest.Cols)
            ? null
            : new MetricInputs(split.Rest, split.RestValid, split.Crops, block, threads);
    });

    /// <summary>F_p.</summary>
    public double PointFidelity => _pointFidelity.Value;

    /// <summary>D_b.</summary>
    public double BlockDiversity => _blockDiversity.Value;

    /// <summary>Generated pixels that <see cref="PointFidelity"/> is the mean of.</summary>
    public long Pixels => generated.Sum(g => (long)g.Pixels);

    /// <summary>Generated blocks that <see cref="BlockDiversity"/> is the mean of.</summary>
    public long Blocks => generated.Sum(g => (long)(g.Rows / block) * (g.Cols / block));

    /// <summary>Held-out real crops, of the size of the first generated image, against the rest of the scene; null where
    /// the scene is too small for that.</summary>
    public MetricInputs? HeldOut => _heldOut.Value;
}
