using Hud.Engine.Methods.MprNet;
using Hud.Engine.Native;
using Hud.Engine.Tests.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.MprNet;

public sealed class MprNetworkTests
{
    private static readonly MprNetSize Paper = MprNetSize.Parse("paper");
    private static readonly MprNetSize Tiny = MprNetSize.Parse("tiny");

    public MprNetworkTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Deraining_network_has_the_published_number_of_weights() => Assert.Equal(3.637, Millions(new(Paper, 3, lifts: false)));

    [Fact]
    public void Denoising_network_has_the_published_number_of_weights() =>
        Assert.Equal(15.741, Millions(new(new(80, 48, 32, 8, 4), 3, lifts: false)));

    [Fact]
    public void Deblurring_network_has_the_published_number_of_weights() =>
        Assert.Equal(20.127, Millions(new(new(96, 48, 32, 8, 4), 3, lifts: false)));

    [Fact]
    public void Spectral_network_of_the_ntire_challenge_has_its_number_of_weights() =>
        Assert.Equal(3.619, Millions(new(new(31, 31, 31, 4, 1), 31, lifts: true)));

    [Theory]
    [InlineData(103, 3_814_430)]
    [InlineData(200, 3_986_217)]
    public void Lifting_to_all_bands_adds_little(int bands, long weights)
    {
        using var network = new MprNetwork(Paper, bands, lifts: true);
        Assert.Equal(weights, network.parameters().Sum(p => p.numel()));
        // 3x3 kernels: lifting from 3, shallow features of three stages, tail; 1x1: image and gate of both attentions.
        var perBand = (9 * (3 + (3 * 40) + 56)) + (2 * 2 * 40);
        var perChannel = perBand - (9 * 3);
        using var original = new MprNetwork(Paper, 3, lifts: false);
        Assert.Equal(original.parameters().Sum(p => p.numel()) - (3 * perChannel) + (bands * perBand), weights);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(16, 16)]
    [InlineData(32, 24)]
    public void Every_stage_gives_an_image_of_all_bands(int rows, int cols)
    {
        using var scope = NewDisposeScope();
        using var network = Fresh(7);
        var stages = network.forward(Noise(2, 3, rows, cols));
        Assert.Equal(3, stages.Length);
        Assert.All(stages, s => Assert.Equal([2, 7, rows, cols], s.shape));
    }

    [Fact]
    public void Image_in_a_batch_is_restored_as_alone()
    {
        using var scope = NewDisposeScope();
        using var network = Fresh(5);
        var images = Noise(3, 3, 16, 16);
        var together = network.forward(images);
        var alone = network.forward(images.narrow(0, 1, 1));
        for (var stage = 0; stage < 3; stage++)
            Assert.True(together[stage].narrow(0, 1, 1).allclose(alone[stage], rtol: 0, atol: 1e-5), $"stage {stage + 1}");
    }

    /// <summary>The lower half of the first stage's image must not feel a change in the upper one.</summary>
    [Fact]
    public void First_stage_keeps_the_halves_apart_and_the_second_does_not()
    {
        using var scope = NewDisposeScope();
        using var network = new MprNetwork(Tiny, 3, lifts: false);
        network.Initialise(new SeedTree(1));
        var image = Noise(1, 3, 16, 16);
        var changed = image.clone();
        changed[0, 0, 2, 2] += 1;
        var (before, after) = (network.forward(image), network.forward(changed));
        Assert.Equal(Lower(before[0]), Lower(after[0]));
        Assert.NotEqual(Lower(before[1]), Lower(after[1]));
        Assert.NotEqual(Lower(before[2]), Lower(after[2]));

        static float[] Lower(Tensor x) => x.narrow(2, 8, 8).contiguous().data<float>().ToArray();
    }

    /// <summary>Golden values: Networks/mirrors.py, which passes quarters and halves one by one.</summary>
    [Fact]
    public void Every_stage_computes_what_its_mirror_in_python_does()
    {
        using var scope = NewDisposeScope();
        using var network = MirrorNumbers.Filled(new MprNetwork(Tiny, 6, lifts: true));
        var stages = network.forward(MirrorNumbers.Image(2, 3, 16, 24));
        MirrorNumbers.Same(stages[0], [-0.6140527725, -1.0965052843, -0.1011582763, 0.0042696893], 2251.3193774);
        MirrorNumbers.Same(stages[1], [-0.7595716715, -0.9503335953, -0.3632508516, 0.3387096524], 3058.3530710);
        MirrorNumbers.Same(stages[2], [-1.2778820992, -1.4085760117, -0.4797178507, -0.5880242586], 7595.5648207);
    }

    [Fact]
    public void Parts_join_to_the_image_that_was_cut()
    {
        using var scope = NewDisposeScope();
        var image = arange(2 * 3 * 8 * 16, ScalarType.Float32).reshape(2, 3, 8, 16);
        var halves = Quarters.Halves(image);
        Assert.True(halves.shape.SequenceEqual([4, 3, 4, 16]));
        Assert.True(Same(halves[1], image[0].narrow(1, 4, 4)));
        var quarters = Quarters.LeftAndRight(halves);
        Assert.True(Same(quarters[3], image[0].narrow(1, 4, 4).narrow(2, 8, 8)));
        Assert.True(Same(Quarters.JoinLeftAndRight(quarters), halves));
        Assert.True(Same(Quarters.JoinHalves(halves), image));
    }

    [Fact]
    public void Weights_are_a_function_of_the_seed_and_one_slope_is_shared()
    {
        using var scope = NewDisposeScope();
        using var one = Fresh(4);
        using var two = Fresh(4);
        using var other = Fresh(4, seed: 2);
        Assert.Equal(Bits(one), Bits(two));
        Assert.NotEqual(Bits(one), Bits(other));
        var (name, slope) = Assert.Single(one.named_parameters(), p => p.parameter.dim() == 1);
        Assert.Equal(("slope", 0.25f), (name, slope.item<float>()));
        Assert.All(one.named_parameters(), p => Assert.False(p.name.EndsWith("bias", StringComparison.Ordinal)));

        static byte[] Bits(MprNetwork network) => [.. network.parameters().SelectMany(p => p.bytes.ToArray())];
    }

    [Fact]
    public void Every_weight_feels_the_loss()
    {
        using var scope = NewDisposeScope();
        // Without reduction: of two hidden channels in an attention, both may be dead from the start.
        using var network = new MprNetwork(new(16, 8, 8, 1, 1), 6, lifts: true);
        network.Initialise(new SeedTree(1));
        using var loss = new RestorationLoss(16, 0.05);
        loss.Of(network.forward(Noise(2, 3, 16, 16)), Noise(2, 6, 16, 16)).backward();
        Assert.All(network.named_parameters(), p => Assert.True(p.parameter.grad is { } g && g.abs().max().item<float>() > 0, p.name));
    }

    private static bool Same(Tensor one, Tensor other) =>
        one.shape.SequenceEqual(other.shape) && one.eq(other).all().ToBoolean();

    private static double Millions(MprNetwork network)
    {
        using (network) return Math.Round(network.parameters().Sum(p => p.numel()) / 1e6, 3);
    }

    private static MprNetwork Fresh(int bands, long seed = 1)
    {
        var network = new MprNetwork(Tiny, bands, lifts: true);
        network.Initialise(new SeedTree(seed));
        return network;
    }

    private static Tensor Noise(params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        new SeedTree(shape.Sum()).Derive("noise").Stream().FillGaussian(values);
        return tensor(values, shape);
    }
}
