using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Tests.Targets;

/// <summary>The paper's six methods, as far as tables must know them, and its five scenes.</summary>
internal static class GivenTargets
{
    private static readonly OptionDescription Form =
        new("form", OptionKind.Choice, "as_released", null, null, ["as_released", "repaired"], "");

    public static ImmutableArray<MethodDescription> Methods { get; } =
    [
        Method("gan", "GAN"), Method("vae", "VAE"),
        Method("mprnet", "MPRNet") with { Note = "conditional: it turns pseudo-colour crops of the real scene into spectra, and generates no land of its own" },
        Method("unmixdiff", "UD", Form), Method("ubf", "UBF", Form), Method("hud", "HUD"),
    ];

    public static ImmutableArray<string> Scenes { get; } = ["indian_pines", "ksc", "pavia", "paviau", "salinas"];

    public static PublishedNumbers Parse(string text) => TargetsFile.Parse(text, "t.yaml", Methods, Scenes);

    private static MethodDescription Method(string name, string title, params ImmutableArray<OptionDescription> options) =>
        new(name, title, options, (_, given) => given);
}
