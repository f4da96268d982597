using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>Every metric by name.</summary>
public static class MetricRegistry
{
    /// <summary>In table order.</summary>
    public static ImmutableArray<IMetric> All { get; } =
    [
        .. typeof(MetricRegistry).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IMetric)))
            .Select(t => (IMetric)Activator.CreateInstance(t)!)
            .OrderBy(m => MetricDefinitions.All.IndexOf(m.Definition)),
    ];

    /// <summary>The metrics as the planner sees them, in table order.</summary>
    public static ImmutableArray<MetricDescription> Describe() =>
        [.. All.Select(m => new MetricDescription(m.Definition.Name) { Check = m.Check })];

    /// <summary>One metric with its hold-out floor.</summary>
    /// <exception cref="ArgumentException">There is no metric of that name.</exception>
    public static MetricValue Measure(string name, MetricInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var metric = All.FirstOrDefault(m => m.Definition.Name == name) ?? throw new ArgumentException(
            $"'{name}' is no metric; there are {string.Join(", ", All.Select(m => m.Definition.Name))}.", nameof(name));
        return metric.Measure(inputs);
    }

    /// <summary>The metrics in the order of <paramref name="names"/>.</summary>
    public static ImmutableArray<MetricValue> Measure(IEnumerable<string> names, MetricInputs inputs) =>
        [.. names.Select(name => Measure(name, inputs))];
}
