using System.Collections.Immutable;
using Hud.Experiments.Search;

namespace Hud.Experiments.Specs;

/// <summary>The search of an experiment file as written; names of settings and metrics are not yet looked up.</summary>
/// <param name="Key">The word "search", for its place.</param>
/// <param name="Stop">Null without early stopping.</param>
public sealed record SearchSpec(
    Word Key, SearchSampler Sampler, Word Points, int Parallel, long Seed, int Start, ImmutableArray<ParameterSpec> Space,
    ImmutableArray<ObjectiveSpec> Objectives, StopSpec? Stop)
{
    public int Count => int.Parse(Points.Text, System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Name">As <see cref="Setting.Name"/>.</param>
/// <param name="Values">Lowest and highest number, or the words of a choice.</param>
/// <param name="Step">Of an integer; 1 otherwise.</param>
public sealed record ParameterSpec(
    Word Name, ParameterKind Kind, ImmutableArray<Word> Values, int Step, SearchCondition? When);

/// <param name="ToFloor">Towards the floor, instead of the metric's own direction.</param>
public sealed record ObjectiveSpec(Word Metric, bool ToFloor);

/// <param name="First">Optimiser step of the first rung.</param>
/// <param name="Factor">ASHA: one in so many goes on, and the next rung is so many times as far.</param>
/// <param name="Every">Median: steps between rungs.</param>
/// <param name="After">Median: others needed for a comparison.</param>
public sealed record StopSpec(StopKind Kind, Word First, int Factor, long Every, int After);
