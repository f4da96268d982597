using Hud.Engine.Diffusion;
using Hud.Engine.Networks;

namespace Hud.Engine.Methods.Hud;

/// <summary>What the options say about the denoiser, for training and for sampling alike.</summary>
internal static class HudNetwork
{
    public static UNet Build(HudOptions options, int channels) => new(
        channels, UNetPreset.Parse(options.Preset), options.Precision == "bf16" ? Precision.Bf16Mixed : Precision.Fp32,
        options.Dropout);

    public static NoiseSchedule Schedule(HudOptions options) => options.Schedule is ScheduleKind.Cosine
        ? NoiseSchedule.Cosine(options.Timesteps)
        : NoiseSchedule.Linear(options.Timesteps);
}
