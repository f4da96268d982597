using Hud.Engine.Methods.UnmixDiff;
using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.UnmixDiff;

public sealed class UnmixingAutoencoderTests
{
    private static readonly UnmixDiffPreset Paper = UnmixDiffPreset.Of(new() { Preset = "paper" });

    public UnmixingAutoencoderTests() => TorchRuntime.Ensure(1);

    /// <summary>Counts of the released networks, counted in Python; UBF's target has 59 or 31 bands there.</summary>
    [Theory]
    [InlineData(128, false, 2.284, 2_283_674)]
    [InlineData(102, false, 2.276, 2_276_056)]
    [InlineData(103, false, 2.276, 2_276_349)]
    [InlineData(200, false, 2.305, 2_304_770)]
    [InlineData(59, true, 2.247, 2_247_329)]
    [InlineData(31, true, 2.247, 2_247_189)]
    public void Paper_preset_has_the_parameters_of_the_released_network(int bands, bool colours, double millions, long exactly)
    {
        using var network = new UnmixingAutoencoder(bands, colours ? [20, 10, 5] : [], 5, Paper);
        var count = network.parameters().Sum(p => p.numel());
        Assert.Equal(millions, count / 1e6, 0.0005);
        Assert.Equal(exactly, count);
    }

    [Fact]
    public void Paper_preset_has_the_layers_of_the_released_network()
    {
        using var network = new UnmixingAutoencoder(103, [], 5, Paper);
        var shapes = network.named_parameters().ToDictionary(p => p.name, p => p.parameter.shape);
        Assert.Equal([32L, 103, 3, 3], shapes["first.weight"]);
        Assert.Equal([128L, 128, 3, 3], shapes["groups.2.blocks.2.spatial2.weight"]);
        Assert.Equal([128L, 128, 1, 1], shapes["groups.2.blocks.0.spectral1.weight"]);
        Assert.Equal([8L, 128, 1, 1], shapes["groups.2.blocks.0.squeeze.weight"]);
        Assert.Equal([96L, 128, 3, 3], shapes["groups.2.last.weight"]);
        Assert.Equal([5L, 48, 3, 3], shapes["groups.4.last.weight"]);
        Assert.Equal([103L, 5, 1, 1], shapes["decoder.weight"]);
        Assert.DoesNotContain("decoder.bias", shapes.Keys);
    }

    [Fact]
    public void Abundances_are_positive_with_sum_one_and_decode_linearly()
    {
        using var network = Tiny([]);
        using var scope = NewDisposeScope();
        var y = Image(2, 12, 8);
        var X = network.Encode(y);
        Assert.Equal([2L, 5, 8, 8], X.shape);
        Assert.True(X.min().item<float>() > 0);
        Assert.True(X.sum([1L]).allclose(ones(2, 8, 8), 1e-6, 1e-6));
        var expected = einsum("bd,ndhw->nbhw", network.Endmembers.reshape(12, 5), X);
        Assert.True(network.forward(y).allclose(expected, 1e-5, 1e-6));
    }

    [Fact]
    public void Encoder_of_chosen_bands_sees_no_other()
    {
        using var network = Tiny([7, 3, 1]);
        using var scope = NewDisposeScope();
        var y = Image(1, 12, 8);
        var X = network.Encode(y);
        var other = y.clone();
        other.narrow(1, 8, 4).fill_(9);
        Assert.Equal(X.bytes.ToArray(), network.Encode(other).bytes.ToArray());
        // In their order, too: red is the first channel.
        other.narrow(1, 3, 1).copy_(y.narrow(1, 7, 1));
        other.narrow(1, 7, 1).copy_(y.narrow(1, 3, 1));
        Assert.NotEqual(X.bytes.ToArray(), network.Encode(other).bytes.ToArray());
    }

    /// <summary>Against PyTorch 1.13: weights, biases and input are sin(0.7 i), biases halved; width 4, one channel squeezed.</summary>
    [Fact]
    public void Spatial_spectral_block_computes_what_its_mirror_in_python_does()
    {
        using var block = new SpectralBlock(4);
        using var scope = NewDisposeScope();
        static Tensor Sine(long[] shape) =>
            torch.sin(arange(shape.Aggregate(1L, (a, b) => a * b), dtype: ScalarType.Float32) * 0.7f).reshape(shape);
        using (no_grad())
        {
            foreach (var (name, parameter) in block.named_parameters())
                parameter.copy_(Sine(parameter.shape) * (name.EndsWith(".bias", StringComparison.Ordinal) ? 0.5f : 1));
        }

        var output = block.forward(Sine([1, 4, 3, 3])).flatten();
        int[] places = [0, 5, 17, 35];
        double[] expected = [-7.39450939630114, 8.387531022157141, 2.825623430464333, 4.9281346076852275];
        Assert.All(places.Zip(expected), p => Assert.Equal(p.Second, output[p.First].item<float>(), 1e-4));
        Assert.Equal(8.88388733033646, output.sum().item<float>(), 1e-3);
    }

    private static UnmixingAutoencoder Tiny(int[] inputs)
    {
        var network = new UnmixingAutoencoder(12, [.. inputs], 5, UnmixDiffPreset.Of(new() { Preset = "tiny" }));
        network.Initialise(new SeedTree(4));
        return network;
    }

    private static Tensor Image(int count, int bands, int side) =>
        torch.sin(arange(count * bands * side * side, dtype: ScalarType.Float32)).reshape(count, bands, side, side);
}
