using System.Collections.Immutable;
using Hud.Engine.Scenes;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>UnmixDiff (yuyang95/UnmixingDM), written from a description of its code.</summary>
public sealed class UnmixDiffMethod : UnmixDiffusion
{
    public override string Name => "unmixdiff";

    public override string Title => "UD";

    public override string Note => "UD in its default form scales every training crop and its trained decoder to [0, 1] on their "
        + "own, as the released code does, so the level of its spectra is not the scene's; form: repaired mends that.";

    protected internal override ImmutableArray<int> EncoderBands(Scene scene) => [];
}
