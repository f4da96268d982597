using System.Collections.Immutable;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Specs;

/// <summary>An experiment file as written: structure and common settings checked, names of methods, scenes, metrics
/// and options not yet looked up (the planner does that, and points at their places).</summary>
public sealed record ExperimentSpec
{
    /// <summary>File name as given, for messages.</summary>
    public required string File { get; init; }

    /// <summary>Letters, digits, '-', '_' and '.', at most 64; a folder name.</summary>
    public required string Name { get; init; }

    /// <summary>Catalog names or paths, distinct, at least one.</summary>
    public required ImmutableArray<Word> Scenes { get; init; }

    /// <summary>Distinct, at least one. Default: hud.</summary>
    public required ImmutableArray<Word> Methods { get; init; }

    /// <summary>Distinct, at least one. Default: 1, 2, 3, so that every cell has an interval; 1 alone for the points of a search.</summary>
    public required ImmutableArray<long> Seeds { get; init; }

    /// <summary>Lets cells have more seeds than those. Default: null.</summary>
    public SeedsUntilDecided? UntilDecided { get; init; }

    /// <summary>Distinct, at least one. Default: point_fidelity, block_diversity, ratio.</summary>
    public required ImmutableArray<Word> Metrics { get; init; }

    /// <summary>The file's own settings first, then its overrides in file order; defaults are in
    /// <see cref="CommonSettings"/> and in the methods' descriptions.</summary>
    public required ImmutableArray<SettingLayer> Layers { get; init; }

    /// <summary>Axes of the grid, in file order. Default: none.</summary>
    public required ImmutableArray<SweepAxis> Sweep { get; init; }

    /// <summary>Where to look for good settings. Default: null.</summary>
    public SearchSpec? Search { get; init; }

    /// <summary>Path of the published numbers, relative to this file. Default: null.</summary>
    public Word? Targets { get; init; }

    /// <summary>How a cluster is to hand the trials out. Default: null.</summary>
    public ExperimentTerms? Terms { get; init; }
}

/// <summary>Settings that hold for all trials, or for those of one method, one scene, or one method on one scene.</summary>
public sealed record SettingLayer(Word? Method, Word? Scene, ImmutableArray<Setting> Settings)
{
    /// <summary>0 for the whole file, 1 for a method or a scene, 2 for both; the highest wins.</summary>
    public int Specificity => (Method is null ? 0 : 1) + (Scene is null ? 0 : 1);
}

/// <param name="Name">"budget.iterations", ... of <see cref="CommonSettings"/>, or "method.option".</param>
/// <param name="Key">The key as written, for its place.</param>
public sealed record Setting(string Name, Word Key, Word Value);

/// <param name="Name">As <see cref="Setting.Name"/>; its words win over every other setting of that name.</param>
/// <param name="Values">Distinct, at least one.</param>
public sealed record SweepAxis(Word Name, ImmutableArray<Word> Values);
