using System.Globalization;
using Hud.Engine.Diffusion;
using Hud.Engine.Networks;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>What the options say about the denoiser, for training and for sampling alike.</summary>
internal static class UnmixDiffNetwork
{
    private const double FirstBeta = 1e-6;
    private const double LastBeta = 1e-2;

    public static UNetPreset Preset(UnmixDiffOptions options) =>
        UnmixDiffPreset.Of(options).DenoiserFor(int.Parse(options.ImageSize, CultureInfo.InvariantCulture));

    /// <summary>Its channels are the abundances.</summary>
    public static UNet Denoiser(UnmixDiffOptions options) => new(
        options.Endmembers, Preset(options), Precision.Fp32,
        options.Dropout ?? throw new InvalidDataException("the option dropout is not resolved"));

    public static NoiseSchedule Schedule(UnmixDiffOptions options) =>
        NoiseSchedule.Linear(options.Timesteps, FirstBeta, LastBeta);
}
