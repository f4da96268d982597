using Hud.Engine.Methods;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Metrics;

/// <summary>A synthetic scene with what metrics share about it, in a folder that is removed afterwards.</summary>
internal sealed class MetricScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MetricScene(string name = "synthetic:rows=96,cols=48,bands=20,endmembers=4", int size = 16)
    {
        Scene = new SceneLoader([]).Load(name);
        Prepared = new(Scene, new SharedWork(_folder.Path), 2);
        Size = size;
        Split = CropSplit.Of(Scene, size)!;
    }

    public Scene Scene { get; }

    public PreparedScene Prepared { get; }

    public int Size { get; }

    public CropSplit Split { get; }

    /// <summary>A trial as the planner knows it.</summary>
    public static TrialSpec Spec(int rows, int cols, int bands, int crop) => new(
        new("made-up", "", Provenance.Own, rows, cols, bands, 0), "hud", 0, new(1, 1, 1, crop), new(4, "ddim", 1),
        new([], 8, 32), System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, 1);

    /// <summary>Real crops at random places of the scene.</summary>
    public IReadOnlyList<Cube> Copies(int count, long seed = 1) =>
        [.. CropSplit.Draw(Split.Training, count, new SeedTree(seed)).Select(place => place.Take(Scene.Cube, Size))];

    public MetricInputs Inputs(IReadOnlyList<Cube> generated, int threads = 2) => new(Prepared, generated, 8, 32, threads);

    public MetricValue Measure(string metric, IReadOnlyList<Cube> generated, int threads = 2) =>
        MetricRegistry.Measure(metric, Inputs(generated, threads));

    /// <summary>Each image with every value replaced.</summary>
    public static IReadOnlyList<Cube> Each(IReadOnlyList<Cube> images, Func<float, int, float> change) =>
        [.. images.Select(g => new Cube(g.Rows, g.Cols, g.Bands, [.. g.Data.Select(change)]))];

    public void Dispose() => _folder.Dispose();
}
