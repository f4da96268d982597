using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Networks;

public sealed class InitialisationTests
{
    public InitialisationTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Orthogonal_kernels_have_orthonormal_rows_or_columns_and_biases_are_zero()
    {
        using var network = new UNet(5, UNetPreset.Tiny, Precision.Fp32);
        Initialisation.Orthogonal(network, new SeedTree(1));
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.EndsWith(".bias", StringComparison.Ordinal)) Assert.Equal(0f, parameter.abs().max().item<float>());
            if (parameter.dim() < 2) continue;
            var matrix = parameter.detach().reshape(parameter.shape[0], -1);
            var gram = matrix.shape[0] <= matrix.shape[1] ? matrix.matmul(matrix.t()) : matrix.t().matmul(matrix);
            Assert.True(gram.allclose(eye(gram.shape[0]), 1e-5, 1e-5), name);
        }

        Assert.Equal(1f, network.get_parameter("norm_out.weight")!.min().item<float>());
    }

    [Fact]
    public void Weights_and_biases_by_fan_in_fill_their_range()
    {
        using var network = new Conv2d(20, 400, 3, Precision.Fp32);
        Initialisation.FanIn(network, new SeedTree(1));
        using var scope = NewDisposeScope();
        var bound = 1 / Math.Sqrt(20 * 9);
        foreach (var parameter in network.parameters())
        {
            Assert.InRange(parameter.abs().max().item<float>(), 0.95 * bound, bound);
            Assert.Equal(bound * bound / 3, parameter.var().item<float>(), 0.2 * bound * bound / 3);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_are_a_function_of_the_seed_alone(bool orthogonal)
    {
        string Hash(long seed)
        {
            using var junk = rand(3);
            using nn.Module network = orthogonal ? new UNet(5, UNetPreset.Tiny, Precision.Fp32) : new Conv2d(3, 4, 3, Precision.Fp32);
            if (orthogonal) Initialisation.Orthogonal(network, new SeedTree(seed));
            else Initialisation.FanIn(network, new SeedTree(seed));
            return StateHash.Of(network);
        }

        Assert.Equal(Hash(5), Hash(5));
        Assert.NotEqual(Hash(5), Hash(6));
    }
}
