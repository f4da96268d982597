using System.Collections.Immutable;
using System.Globalization;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Cli.Commands;

/// <summary>Which metrics a person wants, and whether they can be had.</summary>
internal sealed class EvaluateMetrics
{
    private const string Everything = "all";

    /// <summary>Always measured, first and in this order.</summary>
    public static ImmutableArray<string> Paper { get; } =
        [MetricDefinitions.PointFidelity.Name, MetricDefinitions.BlockDiversity.Name, MetricDefinitions.Ratio.Name];

    /// <summary>Every other metric, in table order.</summary>
    public static ImmutableArray<string> Further { get; } =
        [.. MetricRegistry.All.Select(m => m.Definition.Name).Where(name => !Paper.Contains(name))];

    private readonly ImmutableArray<string> _names;
    private readonly bool _lenient;
    private readonly Dictionary<string, string> _leftOut = [];

    private EvaluateMetrics(ImmutableArray<string> names, bool lenient) => (_names, _lenient) = (names, lenient);

    /// <param name="given">What --metrics says.</param>
    /// <param name="lenient">Leave out what cannot be had, instead of refusing it; "all" always does.</param>
    /// <exception cref="InputException">There is no such metric, or it cannot be had of this scene and these images.</exception>
    public static EvaluateMetrics Parse(
        string? given, Scene scene, IReadOnlyList<Cube> images, int block, int features, bool lenient = false)
    {
        if (features is < 2 or > 1024)
            throw new InputException("--features", null, features.ToString(CultureInfo.InvariantCulture), "must lie in 2 .. 1024");
        var all = given == Everything;
        var names = (given ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!all && names.FirstOrDefault(n => !Paper.Contains(n) && !Further.Contains(n)) is { } unknown)
            throw new InputException("--metrics", null, unknown,
                $"must be '{Everything}' or names out of {string.Join(", ", Paper.Concat(Further))}");

        var chosen = new EvaluateMetrics([.. Further.Where(n => all || names.Contains(n))], all || lenient);
        var spec = Spec(scene, images, chosen._names, block, features);
        foreach (var metric in MetricRegistry.All.Where(m => chosen._names.Contains(m.Definition.Name)))
            chosen.Try(metric.Definition.Name, () => metric.Check(spec));
        return chosen;
    }

    /// <summary>The three and the chosen ones.</summary>
    /// <returns>Besides the values, why metrics of "all" were left out.</returns>
    public (IReadOnlyList<MetricValue> Values, IReadOnlyDictionary<string, string> LeftOut) Measure(MetricInputs inputs)
    {
        var values = MetricRegistry.Measure(Paper, inputs).ToList();
        foreach (var name in _names.Where(n => !_leftOut.ContainsKey(n)))
            Try(name, () => values.Add(MetricRegistry.Measure(name, inputs)));
        return (values, _leftOut);
    }

    /// <summary>"All" means all that can be had; a metric that was asked for by name must be had.</summary>
    private void Try(string name, Action action)
    {
        try
        {
            action();
        }
        catch (InputException e) when (_lenient)
        {
            _leftOut.Add(name, e.Message);
        }
    }

    /// <summary>The trial that would have made such images, as far as metrics look at it.</summary>
    private static TrialSpec Spec(
        Scene scene, IReadOnlyList<Cube> images, ImmutableArray<string> names, int block, int features) => new(
        scene.Pin(), "", 0, new(1, 1, 1, images.Min(i => Math.Min(i.Rows, i.Cols))), new(images.Count, "", 1),
        new(names, block, features), ImmutableSortedDictionary<string, string>.Empty, Environment.ProcessorCount);
}
