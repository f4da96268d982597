using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Networks;

/// <summary>Weights and images that mirrors.py makes alike, so that a network's answer can be compared with PyTorch's.</summary>
internal static class MirrorNumbers
{
    /// <summary>sin(0.7 i^2 + count), i over the elements: no two layers of a network see a common pattern.</summary>
    public static Tensor Image(params long[] shape)
    {
        var count = shape.Aggregate(1L, (a, b) => a * b);
        return (arange(count, dtype: ScalarType.Float64).square() * 0.7 + count).sin().reshape(shape).to(ScalarType.Float32);
    }

    /// <summary>Kernels and matrices over the root of their fan-in; a tenth for biases, one more for normalisations' weights.</summary>
    public static T Filled<T>(T network) where T : nn.Module
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name == "slope") continue;
            var numbers = Image(parameter.shape);
            parameter.copy_(parameter.dim() > 1
                ? numbers / Math.Sqrt(parameter.numel() / (double)parameter.shape[0])
                : (numbers * 0.1) + (name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0));
        }

        return network;
    }

    /// <summary>Compares four elements and the sum of all absolute values with the line that mirrors.py prints.</summary>
    public static void Same(Tensor output, double[] elements, double sum)
    {
        using var scope = NewDisposeScope();
        var flat = output.detach().contiguous().flatten();
        var count = flat.numel();
        var actual = ((long[])[0, count / 3, count / 2, count - 1]).Select(i => (double)flat[i].item<float>());
        Assert.All(elements.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-4));
        Assert.Equal(sum, flat.to(ScalarType.Float64).abs().sum().item<double>(), 1e-5 * sum);
    }
}
