using System.Globalization;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.ImageSpace;

/// <summary>Draws an image by one pass of a vector of standard normal numbers through a network; the request's sampler and
/// its steps have no say.</summary>
/// <param name="network">(n, latent) to (n, bands, side, side) on the network's scale, in evaluation mode; owned.</param>
/// <param name="side">The only size the network's first layer, fully connected, can draw.</param>
internal sealed class LatentGenerator(
    nn.Module<Tensor, Tensor> network, int latent, int bands, int side, AffineScaling scaling) : IGenerator
{
    /// <inheritdoc/>
    public IReadOnlyList<Cube> Generate(
        GenerationRequest request, int first, int count, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (request.Rows != side || request.Cols != side)
            throw new InputException("size", null, $"{request.Rows}x{request.Cols}",
                $"this model draws {side}x{side} only, the crop it was trained on: its first layer is fully connected");
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var z = empty(count, latent);
        SeededRows.FillGaussian(z, i => request.Seed.Derive("latent", first + i));
        var images = network.forward(z.Placed()).permute(0, 2, 3, 1).contiguous().OnHost().data<float>().ToArray();
        scaling.FromNetwork(images);
        progress?.Invoke(1);
        return [.. images.Chunk(side * side * bands).Select(values => new Cube(side, side, bands, values))];
    }

    public void Dispose() => network.Dispose();
}
