using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>A number that says how good generated images are. A new metric is one class that implements this and a
/// definition in <see cref="MetricDefinitions"/>; <see cref="MetricRegistry"/> finds it.</summary>
public interface IMetric
{
    MetricDefinition Definition { get; }

    /// <summary>Refuses a trial that cannot be measured this way: at planning time.</summary>
    /// <exception cref="Experiments.InputException">The scene has no classes, there are too few images, ...</exception>
    void Check(TrialSpec spec)
    {
    }

    /// <summary>The value with its floor: the same measure for held-out real crops in place of generated images.</summary>
    MetricValue Measure(MetricInputs inputs);

    /// <summary>A value of this metric's name and version.</summary>
    MetricValue Value(double value, double? floor, double? error = null, string? remark = null) =>
        new(Definition.Name, Definition.Version, value, floor, error, remark);
}
