using System.Collections.Immutable;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Metrics;

/// <summary>The groups of crops that set metrics compare: generated images with training crops, and, for the floor, as many
/// held-out crops with the same training crops. Places, not pixels: a few thousand crops of 200 bands fill memory.</summary>
/// <param name="Training">Places of real training crops, the reference of both comparisons.</param>
/// <param name="HeldOut">Places of held-out real crops, as many as there are generated images where the scene has them.</param>
public sealed record CropSets(int Size, ImmutableArray<CropPlace> Training, ImmutableArray<CropPlace> HeldOut)
{
    /// <summary>Training crops overlap: more of them add time and little else.</summary>
    public const int MostTraining = 2048;

    /// <summary>The same for every method and seed: the draw has a seed of its own.</summary>
    /// <returns>Null where the scene is too small to be split.</returns>
    public static CropSets? Of(Scene scene, int size, int generated)
    {
        if (CropSplit.Of(scene, size) is not { } split) return null;
        var seed = new SeedTree(0).Derive("crop sets");
        return new(size, CropSplit.Draw(split.Training, MostTraining, seed.Derive("training")),
            CropSplit.Draw(split.HeldOut, generated, seed.Derive("held out")));
    }
}
