using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Charbonnier's loss plus a share of the same on edges, summed over the stages (Zamir et al. 2021, eq. 3). Edges are what
/// a Laplacian pyramid's first level keeps: the image less its blurred, halved, doubled and again blurred self.</summary>
internal sealed class RestorationLoss : IDisposable
{
    private static readonly float[] Blur = [0.05f, 0.25f, 0.4f, 0.25f, 0.05f];

    private readonly Tensor _smooth;
    private readonly double _edgeWeight;

    /// <param name="side">Of the square images, in pixels.</param>
    public RestorationLoss(int side, double edgeWeight)
    {
        _smooth = Smoothing(side);
        _edgeWeight = edgeWeight;
    }

    /// <param name="stages">Images of each stage, (n, channels, side, side).</param>
    /// <returns>The mean over images, a scalar.</returns>
    public Tensor Of(IEnumerable<Tensor> stages, Tensor target) => stages
        .Select(image => image - target)
        .Select(error => Charbonnier.Of(error) + (Number.Of(_edgeWeight) * Charbonnier.Of(Edges(error))))
        .Aggregate((sum, loss) => sum + loss);

    /// <summary>Linear, so that the edges of a difference are the difference of the edges.</summary>
    public Tensor Edges(Tensor images) => images - _smooth.matmul(images).matmul(_smooth.t());

    public void Dispose() => _smooth.Dispose();

    /// <summary>Blur, every second pixel doubled and the others zero, blur again, along one side: every part of the pyramid
    /// step is separable, so that two products with this matrix do it whole. Borders repeat their last pixel.</summary>
    private static Tensor Smoothing(int side)
    {
        var values = new float[side, side];
        for (var i = 0; i < side; i++)
            for (var k = 0; k < Blur.Length; k++)
                values[i, Math.Clamp(i + k - (Blur.Length / 2), 0, side - 1)] += Blur[k];
        using var scope = NewDisposeScope();
        var blur = tensor(values);
        var kept = diag(tensor([.. Enumerable.Range(0, side).Select(i => i % 2 == 0 ? 2f : 0f)]));
        return blur.matmul(kept).matmul(blur).Placed().DetachFromDisposeScope();
    }
}
