using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Cutting images into halves (upper, lower) and quarters (left, right of each half) and back. Parts become images
/// of a larger batch: a batch of n is 2n halves or 4n quarters.</summary>
internal static class Quarters
{
    /// <returns>(2n, channels, rows / 2, cols).</returns>
    public static Tensor Halves(Tensor images)
    {
        var (n, c, rows, cols) = Shape(images);
        return images.reshape(n, c, 2, rows / 2, cols).transpose(1, 2).reshape(2 * n, c, rows / 2, cols);
    }

    /// <returns>(2n, channels, rows, cols / 2).</returns>
    public static Tensor LeftAndRight(Tensor halves)
    {
        var (n, c, rows, cols) = Shape(halves);
        return halves.reshape(n, c, rows, 2, cols / 2).permute(0, 3, 1, 2, 4).reshape(2 * n, c, rows, cols / 2);
    }

    /// <summary>Undoes <see cref="Halves"/>.</summary>
    public static Tensor JoinHalves(Tensor halves)
    {
        var (n, c, rows, cols) = Shape(halves);
        return halves.reshape(n / 2, 2, c, rows, cols).transpose(1, 2).reshape(n / 2, c, 2 * rows, cols);
    }

    /// <summary>Undoes <see cref="LeftAndRight"/>.</summary>
    public static Tensor JoinLeftAndRight(Tensor quarters)
    {
        var (n, c, rows, cols) = Shape(quarters);
        return quarters.reshape(n / 2, 2, c, rows, cols).permute(0, 2, 3, 1, 4).reshape(n / 2, c, rows, 2 * cols);
    }

    private static (long, long, long, long) Shape(Tensor x) => (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
}
