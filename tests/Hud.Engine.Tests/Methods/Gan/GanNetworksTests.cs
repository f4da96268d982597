using System.Collections.Immutable;
using Hud.Engine.Methods;
using Hud.Engine.Methods.Gan;
using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Native;
using Hud.Engine.Tests.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.Gan;

public sealed class GanNetworksTests
{
    public GanNetworksTests() => TorchRuntime.Ensure(1);

    /// <summary>Millions of parameters of the released networks with another number of bands, as the literature survey of
    /// this project counted them (it rounded 4.115, 4.435 and 4.745 up), and our exact counts.</summary>
    [Theory]
    [InlineData("dcgan", "paper", 3, 5.18, 5_179_907, 4.12, 4_114_689)]
    [InlineData("dcgan", "paper", 103, 5.50, 5_500_007, 4.44, 4_434_689)]
    [InlineData("dcgan", "paper", 200, 5.81, 5_810_504, 4.75, 4_745_089)]
    [InlineData("dcgan", "small", 103, 1.73, 1_726_055, 1.19, 1_193_345)]
    [InlineData("dcgan", "small", 200, 1.88, 1_881_352, 1.35, 1_348_545)]
    [InlineData("resnet", "paper", 3, 1.20, 1_204_483, 1.05, 1_053_825)]
    [InlineData("resnet", "paper", 103, 1.32, 1_319_783, 1.18, 1_181_825)]
    [InlineData("resnet", "paper", 200, 1.43, 1_431_624, 1.31, 1_305_985)]
    public void Networks_have_the_parameters_of_the_released_ones(
        string recipe, string preset, int bands, double generator, long ourGenerator, double critic, long ourCritic)
    {
        var options = Options(("recipe", recipe), ("preset", preset));
        using var g = GanNetworks.Generator(options, bands, 32);
        using var c = GanNetworks.Critic(options, bands, 32);
        Assert.Equal((ourGenerator, ourCritic), (Count(g), Count(c)));
        Assert.Equal(generator, ourGenerator / 1e6, 0.0054);
        Assert.Equal(critic, ourCritic / 1e6, 0.0054);
    }

    [Fact]
    public void Dcgan_layers_have_the_released_shapes()
    {
        var options = Options(("preset", "paper"));
        using var generator = GanNetworks.Generator(options, 103, 32);
        using var critic = GanNetworks.Critic(options, 103, 32);
        Assert.Equal(
            [
                "fc.weight 8192 128", "fc.bias 8192", "norm0.weight 8192", "norm0.bias 8192",
                "up1.weight 512 256 5 5", "up1.bias 256", "norm1.weight 256", "norm1.bias 256",
                "up2.weight 256 128 5 5", "up2.bias 128", "norm2.weight 128", "norm2.bias 128",
                "up3.weight 128 103 5 5", "up3.bias 103",
            ],
            Shapes(generator));
        Assert.Equal(
            [
                "conv1.weight 128 103 5 5", "conv1.bias 128", "conv2.weight 256 128 5 5", "conv2.bias 256",
                "conv3.weight 512 256 5 5", "conv3.bias 512", "fc.weight 1 8192", "fc.bias 1",
            ],
            Shapes(critic));
    }

    [Fact]
    public void Resnet_layers_have_the_released_shapes()
    {
        var options = Options(("preset", "paper"), ("recipe", "resnet"));
        using var generator = GanNetworks.Generator(options, 103, 32);
        using var critic = GanNetworks.Critic(options, 103, 32);
        string[] Up(string block) =>
        [
            $"{block}.norm1.weight 128", $"{block}.norm1.bias 128", $"{block}.conv1.weight 128 128 3 3", $"{block}.conv1.bias 128",
            $"{block}.norm2.weight 128", $"{block}.norm2.bias 128", $"{block}.conv2.weight 128 128 3 3", $"{block}.conv2.bias 128",
            $"{block}.shortcut.weight 128 128 1 1", $"{block}.shortcut.bias 128",
        ];
        string[] Block(string block, int inputs, bool shortcut) =>
        [
            $"{block}.conv1.weight 128 {inputs} 3 3", $"{block}.conv1.bias 128",
            $"{block}.conv2.weight 128 128 3 3", $"{block}.conv2.bias 128",
            .. shortcut ? [$"{block}.shortcut.weight 128 {inputs} 1 1", $"{block}.shortcut.bias 128"] : Array.Empty<string>(),
        ];
        Assert.Equal(
            [
                "fc.weight 2048 128", "fc.bias 2048", .. Up("up1"), .. Up("up2"), .. Up("up3"),
                "norm.weight 128", "norm.bias 128", "conv.weight 103 128 3 3", "conv.bias 103",
            ],
            Shapes(generator));
        Assert.Equal(
            [
                .. Block("block1", 103, true), .. Block("block2", 128, true), .. Block("block3", 128, false),
                .. Block("block4", 128, false), "fc.weight 1 128", "fc.bias 1",
            ],
            Shapes(critic));
    }

    /// <summary>Golden values: Networks/mirrors.py.</summary>
    [Theory]
    [InlineData("dcgan", new[] { 0.2301750332, 0.3630274832, 0.0152956387, -0.0303489994 }, 1119.8188983)]
    [InlineData("resnet", new[] { -0.1193095148, 0.5824807286, -0.6257035732, -0.0572384037 }, 1396.8809709)]
    public void Generator_computes_what_its_mirror_in_python_does(string recipe, double[] elements, double sum)
    {
        using var scope = NewDisposeScope();
        using var generator = MirrorNumbers.Filled(GanNetworks.Generator(Options(("recipe", recipe)), 5, 16));
        MirrorNumbers.Same(generator.forward(MirrorNumbers.Image(3, 128)), elements, sum);
    }

    /// <summary>Golden values: Networks/mirrors.py.</summary>
    [Theory]
    [InlineData("dcgan", new[] { 0.1264672874, 0.1264672874, 0.0192561522, 0.0192561522 }, 0.1457234398)]
    [InlineData("resnet", new[] { 1.1340329647, 1.1340329647, 1.1420664787, 1.1420664787 }, 2.2760994434)]
    public void Critic_computes_what_its_mirror_in_python_does(string recipe, double[] elements, double sum)
    {
        using var scope = NewDisposeScope();
        using var critic = MirrorNumbers.Filled(GanNetworks.Critic(Options(("recipe", recipe)), 5, 16));
        MirrorNumbers.Same(critic.forward(MirrorNumbers.Image(2, 5, 16, 16)), elements, sum);
    }

    [Theory]
    [InlineData("dcgan", 32)]
    [InlineData("dcgan", 8)]
    [InlineData("resnet", 24)]
    public void Images_have_the_side_that_was_asked_for_and_lie_between_minus_one_and_one(string recipe, int side)
    {
        using var scope = NewDisposeScope();
        var options = Options(("recipe", recipe));
        using var generator = GanNetworks.Generator(options, 7, side);
        using var critic = GanNetworks.Critic(options, 7, side);
        Rectified.Initialise(generator, new SeedTree(1));
        Rectified.Initialise(critic, new SeedTree(2));
        var images = generator.forward(Noise(5, options.NoiseSize));
        Assert.Equal([5, 7, side, side], images.shape);
        Assert.InRange(images.abs().max().ToDouble(), 0.01, 1);
        Assert.Equal([5], critic.forward(images).shape);
    }

    /// <summary>tflib's conv2d.py and deconv2d.py: sqrt(4 / (fan in + fan out)), or sqrt(2 / ...) without he_init, where stride 2
    /// quarters the fan on the small side.</summary>
    [Theory]
    [InlineData("dcgan", true, "up2.weight", 4, (32 / 4.0 * 25) + (16 * 25))]
    [InlineData("dcgan", false, "conv2.weight", 4, (16 * 25) + (32 / 4.0 * 25))]
    [InlineData("resnet", true, "conv.weight", 2, (32 * 9) + (40 * 9))]
    public void Kernels_start_with_the_deviation_of_the_released_code(
        string recipe, bool isGenerator, string name, double gain, double fans)
    {
        var options = Options(("recipe", recipe));
        using var network = isGenerator ? GanNetworks.Generator(options, 40, 16) : GanNetworks.Critic(options, 40, 16);
        Rectified.Initialise(network, new SeedTree(3));
        var kernel = network.named_parameters().Single(p => p.name == name).parameter;
        Assert.Equal(Math.Sqrt(gain / fans), kernel.std().ToDouble(), 0.03 * Math.Sqrt(gain / fans));
    }

    [Theory]
    [InlineData("dcgan")]
    [InlineData("resnet")]
    public void Weights_are_a_function_of_the_seed(string recipe)
    {
        string Hash(long seed)
        {
            using var network = GanNetworks.Generator(Options(("recipe", recipe)), 5, 16);
            Rectified.Initialise(network, new SeedTree(seed));
            return StateHash.Of(network);
        }

        Assert.Equal(Hash(1), Hash(1));
        Assert.NotEqual(Hash(1), Hash(2));
    }

    [Theory]
    [InlineData("dcgan")]
    [InlineData("resnet")]
    public void Measured_generator_draws_an_image_alike_alone_and_among_others(string recipe)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var options = Options(("recipe", recipe));
        using var generator = GanNetworks.Generator(options, 5, 16);
        Rectified.Initialise(generator, new SeedTree(1));
        var z = Noise(200, options.NoiseSize);
        var trained = generator.forward(z);
        Assert.False(trained[..1].allclose(generator.forward(z[..4])[..1], 1e-3, 1e-3));

        GanNetworks.Measured(generator, options, 16, new SeedTree(2));
        var among = generator.forward(z);
        Assert.True(among[..1].allclose(generator.forward(z[..1]), 1e-4, 1e-5));
        // Statistics of 256 images and of another 200 differ by sampling alone.
        Assert.InRange((among - trained).square().mean().sqrt().ToDouble() / trained.std().ToDouble(), 0, 0.2);
    }

    internal static GanOptions Options(params (string Name, string Value)[] options) => OptionBinding.Bind<GanOptions>(
        "gan", options.Prepend(("preset", "tiny")).GroupBy(o => o.Item1).ToImmutableSortedDictionary(o => o.Key, o => o.Last().Item2))
        .Resolved();

    private static Tensor Noise(int count, int size)
    {
        var z = empty(count, size);
        SeededRows.FillGaussian(z, i => new SeedTree(3).Derive("z", i));
        return z;
    }

    private static long Count(nn.Module network) => network.parameters().Sum(p => p.numel());

    private static IEnumerable<string> Shapes(nn.Module network) =>
        network.named_parameters().Select(p => $"{p.name} {string.Join(' ', p.parameter.shape)}");
}
