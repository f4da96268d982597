using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Hud.Experiments.Search;
using Hud.Experiments.Specs;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Plans;

/// <summary>The frozen, fully resolved list of trials of one submitted experiment. Nobody re-plans later; where the plan itself says how
/// results lead to further trials, those are appended.</summary>
/// <param name="Id">Name and content: the file's name plus the first digits of a hash over the trial keys.</param>
/// <param name="Trials">In execution order, keys distinct.</param>
/// <param name="Targets">Path of the published numbers as the file gives it, or null.</param>
public sealed record ExperimentPlan(string Id, string Name, ImmutableArray<TrialSpec> Trials, string? Targets)
{
    /// <summary>Names of the swept settings ("hud.endmembers", "sampling.steps"): they tell the columns of a table apart.</summary>
    public ImmutableArray<string> Sweep { get; init; } = [];

    /// <summary>How tables name the plan's methods, in plan order. A method that is not here goes by its own name.</summary>
    public ImmutableArray<MethodHeading> Methods { get; init; } = [];

    /// <summary>The numbers of <see cref="Targets"/> as they were when the plan was made; null without.</summary>
    public PublishedNumbers? Published { get; init; }

    /// <summary>How the trials are chosen, where they are points of a search; the first ones are in the plan from the start.</summary>
    public SearchPlan? Search { get; init; }

    /// <summary>Lets undecided cells have more seeds than the plan began with.</summary>
    public SeedsUntilDecided? UntilDecided { get; init; }

    /// <summary>Compute threads of the widest trial that the plan has or may come to.</summary>
    [JsonIgnore]
    public int MostThreads => Trials.Select(t => t.Threads)
        .Concat(Search?.Space.Where(p => p.Name == CommonSettings.Threads)
            .Select(p => p.Kind == ParameterKind.Choice ? p.Choices.Max(c => int.Parse(c, CultureInfo.InvariantCulture)) : (int)p.High) ?? [])
        .Max();

    /// <summary>How a cluster is to hand the trials out; null leaves it to the defaults.</summary>
    public ExperimentTerms? Terms { get; init; }
}

/// <param name="Name">snake_case name in experiment files.</param>
/// <param name="Title">Column heading.</param>
/// <param name="Note">What every table with this method must say of it, or the empty string.</param>
public sealed record MethodHeading(string Name, string Title, string Note);
