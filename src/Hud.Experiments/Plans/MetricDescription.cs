namespace Hud.Experiments.Plans;

/// <summary>A metric as the planner sees it.</summary>
/// <param name="Name">snake_case name in experiment files.</param>
public sealed record MetricDescription(string Name)
{
    /// <summary>Throws <see cref="InputException"/> for a resolved trial that cannot be measured this way (a scene without
    /// classes, too few images, ...), so that planning fails and not the first evaluation after days of training.</summary>
    public Action<TrialSpec> Check { get; init; } = _ => { };
}
