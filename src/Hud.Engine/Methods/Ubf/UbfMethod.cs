using System.Collections.Immutable;
using Hud.Engine.Methods.UnmixDiff;
using Hud.Engine.Scenes;

namespace Hud.Engine.Methods.Ubf;

/// <summary>Unmixing-before-fusion (HSI-Synthesis/Unmixing-before-fusion). Its point is to unmix large sets of colour
/// photographs; with one scene and no such set it is UnmixDiff with an encoder that sees pseudo-colour.</summary>
public sealed class UbfMethod : UnmixDiffusion
{
    public override string Name => "ubf";

    public override string Title => "UBF";

    public override string Note => "UBF is trained on the scene alone, without an external set of photographs: it is UD with an encoder "
        + "that sees three bands, scaled as released unless form: repaired.";

    protected override bool SeesColours => true;

    protected internal override ImmutableArray<int> EncoderBands(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var (red, green, blue) = scene.ColourBands;
        return [red, green, blue];
    }
}
