using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Actors.Tests.Support;

/// <summary>Plausible values.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Time = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly NodeId Node = new("lab-1");
    public static readonly Incarnation Life = new("life-1");

    public static readonly NodeOffer Offer = NodeOffer.Of(Device.Cpus(1, 8));

    public static TrialSpec Spec(long seed = 1) => new(
        new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 64, 48, 32, 4), "hud", seed,
        new Budget(200, 4, 50, 16), new Sampling(8, "ddim", 20),
        new Evaluation(["point_fidelity", "block_diversity", "ratio"], 8, 32),
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("endmembers", "4"), 2);

    public static ExperimentPlan Plan(int trials, string name = "tiny") =>
        new($"{name}-{trials}", name, [.. Enumerable.Range(1, trials).Select(s => Spec(s))], null);

    /// <summary>Trials with the seeds given, in that order.</summary>
    public static ExperimentPlan Plan(string name, params ImmutableArray<long> seeds) =>
        new(name, name, [.. seeds.Select(s => Spec(s))], null);

    public static TrialKey Key(long seed = 1) => TrialKey.Of(Spec(seed));

    public static AttemptId Attempt(int number = 1, long seed = 1) => new(Key(seed), number);

    public static TrialResult Result(double value = 0.99) => new(
        [new MetricValue("point_fidelity", 1, value, 0.97), new MetricValue("block_diversity", 1, value - 0.2, null, 0.01, "a remark")],
        ImmutableSortedDictionary<string, string>.Empty.Add("samples.npy", new string('b', 64)),
        ImmutableSortedDictionary<string, double>.Empty.Add("train", 12.5),
        ImmutableSortedDictionary<string, string>.Empty.Add("cpu", "two cores"));

    public static ChildProgress Progress(long step = 7, double? loss = 0.25) =>
        new(TrialPhase.Train, step, 200, loss, 31.5);

    public static ChildCheckpoint Checkpoint(long step = 50) =>
        new(TrialPhase.Train, step, $"checkpoints/{step}.safetensors", new string('c', 64));

    public static ChildFailure Failure(FailureKind kind = FailureKind.Diverged) =>
        new(kind, "loss is NaN", 42, 1);
}
