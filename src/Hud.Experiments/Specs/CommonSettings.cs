using System.Collections.Immutable;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Specs;

/// <summary>The settings that every method has, with their ranges and defaults. The part before the dot is the
/// block of the file that holds the setting.</summary>
public static class CommonSettings
{
    public const string Iterations = "budget.iterations";
    public const string Batch = "budget.batch";
    public const string CheckpointEvery = "budget.checkpoint_every";
    public const string Crop = "budget.crop";
    public const string Count = "sampling.count";
    public const string Sampler = "sampling.sampler";
    public const string Steps = "sampling.steps";
    public const string Block = "block";
    public const string Features = "features";
    public const string Threads = "threads";

    /// <summary>In the order of the documentation.</summary>
    public static ImmutableArray<OptionDescription> All { get; } =
    [
        Integer(Iterations, "50000", 1, 100_000_000, "optimiser steps"),
        Integer(Batch, "64", 1, 65_536, "crops a step"),
        Integer(CheckpointEvery, "1000", 1, 100_000_000, "steps between checkpoints"),
        Integer(Crop, "32", 2, 4096, "side of training and generated images, in pixels"),
        Integer(Count, "1024", 1, 10_000_000, "generated images"),
        new(Sampler, OptionKind.Choice, "ddpm", null, null, ["ddpm", "ddim", "dpm"], "how the trained model is sampled"),
        Integer(Steps, "1000", 1, 100_000, "network calls an image"),
        Integer(Block, "32", 1, 4096, "block side of block diversity, in pixels"),
        Integer(Features, "32", 2, 1024, "size of the scene classifier's feature layer, which FID and its kin compare; a tenth of the images or less"),
        Integer(Threads, OptionText.Auto, 1, 1024, "compute threads; auto takes the planner's default"),
    ];

    public static ImmutableSortedDictionary<string, OptionDescription> ByName { get; } =
        All.ToImmutableSortedDictionary(s => s.Name, s => s, StringComparer.Ordinal);

    private static OptionDescription Integer(string name, string preset, double low, double high, string help) =>
        new(name, OptionKind.Integer, preset, low, high, [], help);
}
