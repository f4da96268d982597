using System.Text.Json;
using Hud.Engine.Methods;
using Hud.Engine.Scenes;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>What metrics are computed from. Keeps what several metrics share, so that asking for a ratio after its
/// parts costs nothing; not thread-safe.</summary>
public sealed class MetricInputs(Cube real, bool[] valid, IReadOnlyList<Cube> generated, int block, int threads)
{
    private readonly Dictionary<Type, object> _shared = [];
    private readonly Lazy<double> _blockDiversity =
        new(() => Metrics.BlockDiversity.Measure(real, valid, generated, block, threads));
    private readonly Lazy<MetricInputs?> _heldOut = new(() =>
    {
        var split = HoldOut.Of(real, valid, generated[0].Rows, generated[0].Cols);
        return split is null || block > Math.Min(split.Rest.Rows, split.Rest.Cols)
            ? null
            : new MetricInputs(split.Rest, split.RestValid, split.Crops, block, threads);
    });

    /// <param name="scene">Its cube is the real one; metrics that need labels or endmembers find them here.</param>
    /// <param name="features">Outputs of the scene classifier's feature layer.</param>
    public MetricInputs(PreparedScene scene, IReadOnlyList<Cube> generated, int block, int features, int threads)
        : this(SceneOf(scene).Cube, scene.Scene.Valid, generated, block, threads) => (Prepared, Features) = (scene, features);

    /// <summary>Null where only a cube is at hand.</summary>
    public PreparedScene? Prepared { get; }

    public int Features { get; }

    public Cube Real { get; } = real;

    /// <summary>One mark a pixel of <see cref="Real"/>.</summary>
    public bool[] Valid { get; } = valid;

    public IReadOnlyList<Cube> Generated { get; } = generated;

    public int Threads { get; } = threads;

    /// <summary>F_p.</summary>
    public double PointFidelity => Once(NearestPixels.Of).MeanCosine;

    /// <summary>D_b.</summary>
    public double BlockDiversity => _blockDiversity.Value;

    /// <summary>Generated pixels that <see cref="PointFidelity"/> is the mean of.</summary>
    public long Pixels => Generated.Sum(g => (long)g.Pixels);

    /// <summary>Generated blocks that <see cref="BlockDiversity"/> is the mean of.</summary>
    public long Blocks => Generated.Sum(g => (long)(g.Rows / block) * (g.Cols / block));

    /// <summary>Held-out real crops, of the size of the first generated image, against the rest of the scene; null where
    /// the scene is too small for that.</summary>
    public MetricInputs? HeldOut => _heldOut.Value;

    /// <summary>What <paramref name="make"/> gave the first time it was asked for a <typeparamref name="T"/>.</summary>
    public T Once<T>(Func<MetricInputs, T> make) where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        if (!_shared.TryGetValue(typeof(T), out var made)) _shared.Add(typeof(T), made = make(this));
        return (T)made;
    }

    /// <summary>A metric of <see cref="HeldOut"/>, or null where that is; <see cref="Kept"/>.</summary>
    public double? Floor(MetricDefinition metric, Func<MetricInputs, double> measure)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(measure);
        return Kept(
            "floor",
            new { metric.Name, metric.Version, Generated[0].Rows, Generated[0].Cols, Block = block },
            () => HeldOut is { } held ? measure(held) : null);
    }

    /// <summary>A number that is the same for every trial on the scene and is kept with its shared work; without a prepared scene
    /// it is measured.</summary>
    /// <param name="recipe">Everything that determines it beside the scene's values and valid pixels.</param>
    public double? Kept(string kind, object recipe, Func<double?> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        if (Prepared is null) return measure();
        var name = kind + ".json";
        var folder = Prepared.Obtain(
            kind, recipe, target => File.WriteAllText(Path.Combine(target, name), JsonSerializer.Serialize(measure())));
        return JsonSerializer.Deserialize<double?>(File.ReadAllText(Path.Combine(folder, name)));
    }

    private static Scene SceneOf(PreparedScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return scene.Scene;
    }
}
