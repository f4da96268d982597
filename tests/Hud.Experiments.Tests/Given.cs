using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Tests;

/// <summary>Two methods, five scenes and shortcuts to plans and results made of them.</summary>
internal static class Given
{
    public static ImmutableArray<MethodDescription> Methods { get; } =
    [
        new("hud", "HUD",
            [
                new("endmembers", OptionKind.Integer, "auto", 2, 64, [], ""),
                new("preset", OptionKind.Choice, "base", null, null, ["tiny", "small", "base", "paper"], ""),
                new("timesteps", OptionKind.Integer, "1000", 1, 10_000, [], ""),
                new("learning_rate", OptionKind.Real, "0.0002", 0, 1, [], ""),
                new("augment", OptionKind.Flag, "false", null, null, [], ""),
            ],
            (scene, options) => options["endmembers"] == "auto"
                ? options.SetItem("endmembers", scene.Classes.ToString(CultureInfo.InvariantCulture))
                : options),
        new("gan", "GAN", [new("channels", OptionKind.Integer, "64", 1, 1024, [], "")], (_, options) => options)
        {
            Check = trial =>
            {
                if (trial.Budget.Crop % 4 != 0) throw new InputException("crop", null, $"{trial.Budget.Crop}", "must be a multiple of 4");
            },
        },
    ];

    public static ImmutableArray<MetricDescription> Metrics { get; } = [.. MetricDefinitions.All.Select(m => new MetricDescription(m.Name))];

    public static ScenePin Pin(string name) => name switch
    {
        "paviau" => Scene(name, Provenance.Derived, 610, 340, 103, 9),
        "salinas" => Scene(name, Provenance.Original, 512, 217, 204, 16),
        "synthetic" => Scene(name, Provenance.Synthetic, 64, 64, 40, 5),
        "stamp" => Scene(name, Provenance.Own, 20, 30, 8, 4),
        "bare" => Scene(name, Provenance.Own, 100, 100, 50, 0),
        _ => throw new InputException(name, null, name, "no such scene"),
    };

    public static ExperimentPlan Plan(string yaml, int defaultThreads = 2) =>
        Planner.Plan(ExperimentFile.Parse(yaml, "x.yaml"), Pin, Methods, Metrics, defaultThreads);

    public static InputException Refused(string yaml) => Assert.Throws<InputException>(() => Plan(yaml));

    /// <param name="fidelity">F_p; D_b is 0.02 less.</param>
    public static TrialResult Result(double fidelity, double? floor = 0.9988, int version = 1) => new(
        [
            new("point_fidelity", version, fidelity, floor),
            new("block_diversity", version, fidelity - 0.02, floor - 0.0078),
            new("ratio", version, (fidelity - 0.02) / fidelity, (floor - 0.0078) / floor),
        ],
        ImmutableSortedDictionary<string, string>.Empty.Add("samples.npy", new string('a', 64)),
        ImmutableSortedDictionary<string, double>.Empty.Add("train", 100).Add("sample", 20.5),
        ImmutableSortedDictionary<string, string>.Empty.Add("cpu", "test"));

    private static ScenePin Scene(string name, Provenance provenance, int rows, int cols, int bands, int classes) =>
        new(name, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name))), provenance, rows, cols, bands, classes);
}
