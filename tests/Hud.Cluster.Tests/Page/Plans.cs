using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;

namespace Hud.Cluster.Tests.Page;

/// <summary>Trials that nobody can compute.</summary>
internal static class Plans
{
    /// <summary>Its scene's content does not exist: a node that gets it gives it up.</summary>
    public static TrialSpec Impossible(string scene, int seed) => new(
        new ScenePin(scene, new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), "hud", seed, new Budget(1, 1, 1, 16),
        new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32), ImmutableSortedDictionary<string, string>.Empty, 1);

    public static ImmutableSortedDictionary<string, string> Options(string name, int value) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(name, value.ToString(CultureInfo.InvariantCulture));
}
