using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Gan;

/// <summary>What the options say about the two networks, for training and for sampling alike.</summary>
internal static class GanNetworks
{
    /// <summary>Pixels whose statistics a finished generator normalises by: 256 images of 32 x 32.</summary>
    private const long MeasuredPixels = 256 * 32 * 32;

    /// <param name="side">Of the images, a multiple of 8.</param>
    public static nn.Module<Tensor, Tensor> Generator(GanOptions options, int bands, int side) =>
        options.Recipe is GanRecipe.Resnet
            ? new ResnetGenerator(options.NoiseSize, Width(options), bands, side)
            : new DcganGenerator(options.NoiseSize, Width(options), bands, side);

    /// <inheritdoc cref="Generator"/>
    public static nn.Module<Tensor, Tensor> Critic(GanOptions options, int bands, int side) =>
        options.Recipe is GanRecipe.Resnet
            ? new ResnetCritic(Width(options), bands)
            : new DcganCritic(Width(options), bands, side);

    /// <summary>Puts the statistics of many images into a generator's normalisations and leaves it in evaluation mode, so that
    /// an image no longer depends on the others of its batch.</summary>
    public static void Measured(nn.Module<Tensor, Tensor> generator, GanOptions options, int side, SeedTree seed)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var z = empty(Math.Clamp(MeasuredPixels / ((long)side * side), 16, 256), options.NoiseSize);
        SeededRows.FillGaussian(z, i => seed.Derive("statistics", i));
        generator.train();
        generator.forward(z.Placed());
        generator.eval();
    }

    private static int Width(GanOptions options) => (options.Preset, options.Recipe) switch
    {
        ("tiny", GanRecipe.Dcgan) => 16,
        ("tiny", GanRecipe.Resnet) => 32,
        ("small", _) => 64,
        _ => 128,
    };
}
