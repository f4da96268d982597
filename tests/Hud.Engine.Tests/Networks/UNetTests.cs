using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using Hud.Experiments;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Networks;

public class UNetTests
{
    public UNetTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void The_paper_preset_has_the_parameters_of_the_published_network()
    {
        using var sixteen = new UNet(16, UNetPreset.Paper, Precision.Fp32);
        Assert.Equal(35.78, Count(sixteen) / 1e6, 0.005);
        using var three = new UNet(3, UNetPreset.Paper, Precision.Fp32);
        Assert.Equal(35.75, Count(three) / 1e6, 0.01);
    }

    [Fact]
    public void A_fresh_network_predicts_zero()
    {
        using var network = Network(UNetPreset.Tiny, Precision.Fp32, seed: 1);
        using var scope = NewDisposeScope();
        Assert.Equal(0f, network.forward(Image(2, 8, 8), ones(2)).abs().max().item<float>());
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(32, 16)]
    [InlineData(2, 6)]
    public void Any_size_the_levels_divide_comes_out_as_it_went_in(int rows, int cols)
    {
        using var network = Network(UNetPreset.Tiny, Precision.Fp32, seed: 1);
        using var scope = NewDisposeScope();
        Assert.Equal([3L, 5, rows, cols], network.forward(Image(3, rows, cols), ones(3)).shape);
    }

    [Theory]
    [InlineData(9, 8)]
    [InlineData(8, 9)]
    public void A_size_the_levels_do_not_divide_is_refused_by_name(int rows, int cols)
    {
        using var network = Network(UNetPreset.Tiny, Precision.Fp32, seed: 1);
        using var scope = NewDisposeScope();
        var error = Assert.Throws<InputException>(() => network.forward(Image(1, rows, cols), ones(1)));
        Assert.Contains($"{rows}x{cols}", error.Message, StringComparison.Ordinal);
        Assert.Contains("multiples of 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_channel_count_is_refused()
    {
        using var network = Network(UNetPreset.Tiny, Precision.Fp32, seed: 1);
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => network.forward(zeros(1, 4, 8, 8), ones(1)));
    }

    [Fact]
    public void Weights_are_a_function_of_the_seed_alone()
    {
        using var first = Network(UNetPreset.Tiny, Precision.Fp32, seed: 5);
        torch.manual_seed(99);
        using var junk = rand(1000);
        using var same = Network(UNetPreset.Tiny, Precision.Fp32, seed: 5);
        using var other = Network(UNetPreset.Tiny, Precision.Fp32, seed: 6);

        Assert.Equal(StateHash.Of(first), StateHash.Of(same));
        Assert.NotEqual(StateHash.Of(first), StateHash.Of(other));
    }

    [Fact]
    public void Initial_kernels_have_the_variance_that_scaling_asks_for()
    {
        using var network = Network(UNetPreset.Small, Precision.Fp32, seed: 2);
        using var scope = NewDisposeScope();
        var kernel = network.state_dict()["mid1.conv1.weight"];
        var fanAverage = (kernel.shape[0] + kernel.shape[1]) * 9 / 2.0;
        Assert.Equal(1 / fanAverage, kernel.var().item<float>(), 0.03 / fanAverage);
        Assert.Equal(0, kernel.mean().item<float>(), 4 / Math.Sqrt(fanAverage * kernel.numel()));
    }

    [Fact]
    public void Images_of_a_batch_do_not_touch_one_another()
    {
        using var network = Shaken(UNetPreset.Tiny, Precision.Fp32);
        using var scope = NewDisposeScope();
        var (x, t) = (Image(4, 8, 8), tensor(new float[] { 1, 10, 100, 1000 }));
        var together = network.forward(x, t);
        var alone = network.forward(x[TensorIndex.Slice(2, 3)], t[TensorIndex.Slice(2, 3)]);
        Assert.True(together[TensorIndex.Slice(2, 3)].allclose(alone, 1e-5, 1e-5));
    }

    [Fact]
    public void The_noise_level_changes_the_answer()
    {
        using var network = Shaken(UNetPreset.Tiny, Precision.Fp32);
        using var scope = NewDisposeScope();
        var x = Image(1, 8, 8);
        Assert.False(network.forward(x, ones(1)).allclose(network.forward(x, ones(1) * 500), 1e-3, 1e-3));
    }

    [Fact]
    public void Mixed_precision_stays_near_float32_and_keeps_float32_gradients()
    {
        using var exact = Shaken(UNetPreset.Tiny, Precision.Fp32);
        using var mixed = Shaken(UNetPreset.Tiny, Precision.Bf16Mixed);
        using var scope = NewDisposeScope();
        var (x, t) = (Image(2, 8, 8), ones(2) * 30);
        var (a, b) = (exact.forward(x, t), mixed.forward(x, t));
        b.square().mean().backward();

        Assert.Equal(ScalarType.Float32, b.dtype);
        Assert.True((a - b).norm().item<float>() < 0.03 * a.norm().item<float>());
        Assert.False(a.Equals(b), "bfloat16 was not used");
        Assert.All(mixed.parameters(), p => Assert.Equal(ScalarType.Float32, p.grad!.dtype));
    }

    [Fact]
    public void Backward_agrees_with_a_finite_difference()
    {
        using var network = Shaken(UNetPreset.Tiny, Precision.Fp32);
        using var scope = NewDisposeScope();
        var (x, t) = (Image(1, 8, 8), ones(1) * 7);
        var weight = network.get_parameter("down.0.conv1.weight")!;
        var direction = torch.sin(arange(weight.numel(), dtype: ScalarType.Float32)).reshape(weight.shape);
        network.forward(x, t).square().sum().backward();
        var slope = (weight.grad! * direction).sum().item<float>();

        double At(double offset)
        {
            using var _ = no_grad();
            weight.add_(direction, offset);
            var value = network.forward(x, t).to(ScalarType.Float64).square().sum().item<double>();
            weight.add_(direction, -offset);
            return value;
        }

        const double h = 1e-3;
        Assert.Equal((At(h) - At(-h)) / (2 * h), slope, Math.Abs(slope) * 0.02);
    }

    [Fact]
    public void Parameter_names_are_those_of_the_python_mirror()
    {
        using var network = Network(UNetPreset.Tiny, Precision.Fp32, seed: 1);
        var names = network.named_parameters().Select(p => p.name).ToHashSet();
        string[] expected =
        [
            "time1.weight", "conv_in.bias", "down.0.norm1.weight", "down.0.time.bias", "down.1.weight",
            "mid_attn.qkv.weight", "up.0.shortcut.weight", "norm_out.bias", "conv_out.weight",
        ];
        Assert.Subset(names, expected.ToHashSet());
    }

    private static long Count(nn.Module network) => network.parameters().Sum(p => p.numel());

    private static Tensor Image(int count, int rows, int cols) =>
        torch.sin(arange(count * 5 * rows * cols, dtype: ScalarType.Float32)).reshape(count, 5, rows, cols);

    private static UNet Network(UNetPreset preset, Precision precision, long seed)
    {
        var network = new UNet(5, preset, precision);
        network.Initialise(new SeedTree(seed));
        return network;
    }

    /// <summary>A network whose zero-initialised layers are filled too.</summary>
    private static UNet Shaken(UNetPreset preset, Precision precision)
    {
        var network = new UNet(5, preset, precision);
        Nn.Initialise(network, new SeedTree(3));
        return network;
    }
}
