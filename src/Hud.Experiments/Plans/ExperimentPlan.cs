using System.Collections.Immutable;

namespace Hud.Experiments.Plans;

/// <summary>The frozen, fully resolved list of trials of one submitted experiment. Nobody re-plans later.</summary>
/// <param name="Id">Name and content: the file's name plus the first digits of a hash over the trial keys.</param>
/// <param name="Trials">In execution order, keys distinct.</param>
/// <param name="Targets">Path of the published numbers as the file gives it, or null.</param>
public sealed record ExperimentPlan(string Id, string Name, ImmutableArray<TrialSpec> Trials, string? Targets)
{
    /// <summary>Names of the swept settings ("hud.endmembers", "sampling.steps"): they tell the columns of a table apart.</summary>
    public ImmutableArray<string> Sweep { get; init; } = [];
}
