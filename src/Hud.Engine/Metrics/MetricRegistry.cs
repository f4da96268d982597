using System.Collections.Frozen;
using System.Collections.Immutable;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>How each defined metric is computed.</summary>
public static class MetricRegistry
{
    private static readonly FrozenDictionary<string, (MetricDefinition Definition, Func<MetricInputs, double> Measure)>
        Entries = new (MetricDefinition Definition, Func<MetricInputs, double> Measure)[]
        {
            (MetricDefinitions.PointFidelity, inputs => inputs.PointFidelity),
            (MetricDefinitions.BlockDiversity, inputs => inputs.BlockDiversity),
            (MetricDefinitions.Ratio, Ratio),
        }.ToFrozenDictionary(e => e.Definition.Name);

    /// <summary>Names that <see cref="Measure"/> takes, in table order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. MetricDefinitions.All.Select(d => d.Name)];

    /// <summary>One metric with its hold-out floor.</summary>
    /// <exception cref="ArgumentException">The name is not in <see cref="Names"/>.</exception>
    public static MetricValue Measure(string name, MetricInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (!Entries.TryGetValue(name, out var entry))
            throw new ArgumentException($"'{name}' is no metric; there are {string.Join(", ", Names)}.", nameof(name));
        var floor = inputs.HeldOut is { } held ? entry.Measure(held) : (double?)null;
        return new(name, entry.Definition.Version, entry.Measure(inputs), floor);
    }

    // Images of nothing but zeros have F_p = D_b = 0: no diversity to claim.
    private static double Ratio(MetricInputs inputs) =>
        inputs.PointFidelity == 0 ? 1 : inputs.BlockDiversity / inputs.PointFidelity;

    /// <summary>The metrics in the order of <paramref name="names"/>.</summary>
    public static ImmutableArray<MetricValue> Measure(IEnumerable<string> names, MetricInputs inputs) =>
        [.. names.Select(name => Measure(name, inputs))];
}
