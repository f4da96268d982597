using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Hud.Experiments.Plans;

/// <summary>How a scene came to be; "derived" must be printed wherever a result of such a scene appears.</summary>
public enum Provenance { Original, Derived, Synthetic, Own }

/// <summary>The scene a trial was planned on, pinned by content.</summary>
/// <param name="Name">Catalog name or path, as the experiment file gives it.</param>
/// <param name="Sha256">Hash over the scene's files (or, for a synthetic scene, its recipe), lower-case hex.</param>
/// <param name="Classes">Ground-truth classes without "unlabelled"; 0 without ground truth.</param>
public sealed record ScenePin(
    string Name, string Sha256, Provenance Provenance, int Rows, int Cols, int Bands, int Classes)
{
    /// <summary>True where no three different bands stand for red, green and blue. Left out of the JSON otherwise, so that the
    /// keys of all other scenes' trials stay what they were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Grey { get; init; }
}

/// <summary>Training budget.</summary>
/// <param name="Iterations">Optimiser steps, at least 1.</param>
/// <param name="Batch">Crops a step, at least 1.</param>
/// <param name="CheckpointEvery">Steps between checkpoints, at least 1.</param>
/// <param name="Crop">Side of the square training and generated images, in pixels.</param>
public sealed record Budget(int Iterations, int Batch, int CheckpointEvery, int Crop);

/// <summary>What is drawn from the trained model.</summary>
/// <param name="Count">Images, at least 1.</param>
/// <param name="Sampler">ddpm, ddim or dpm (DPM-Solver++ 2M).</param>
/// <param name="Steps">Network calls per image, 1 to the schedule's T.</param>
public sealed record Sampling(int Count, string Sampler, int Steps);

/// <summary>What is measured.</summary>
/// <param name="Metrics">Metric names in table order.</param>
/// <param name="Block">Block side of D_b, in pixels (DESIGN.md section 6: 32).</param>
/// <param name="Features">Outputs of the scene classifier's feature layer: FID's dimension, at least 2.</param>
public sealed record Evaluation(ImmutableArray<string> Metrics, int Block, int Features)
{
    public bool Equals(Evaluation? other) => other is not null
        && (Block, Features) == (other.Block, other.Features) && Metrics.SequenceEqual(other.Metrics);

    public override int GetHashCode() => HashCode.Combine(Block, Features, Metrics.Length);
}

/// <summary>One trial, fully resolved: everything here can change its result, and nothing else may.</summary>
/// <param name="Options">The method's options as canonical invariant text, every option present.</param>
/// <param name="Threads">Compute threads: on CPU another count gives other last digits.</param>
public sealed record TrialSpec(
    ScenePin Scene,
    string Method,
    long Seed,
    Budget Budget,
    Sampling Sampling,
    Evaluation Evaluation,
    ImmutableSortedDictionary<string, string> Options,
    int Threads)
{
    public bool Equals(TrialSpec? other) => other is not null && TrialKey.Of(this) == TrialKey.Of(other);

    public override int GetHashCode() => TrialKey.Of(this).GetHashCode();
}
