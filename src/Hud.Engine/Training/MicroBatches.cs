using System.Runtime.InteropServices;
using Hud.Engine.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>Computes the gradient of some images in as few pieces as memory allows: all at once, and after every "out of memory"
/// with half as many a piece. The sum is that of the whole but for the last digits, which depend on the order of additions.
/// </summary>
internal sealed class MicroBatches
{
    private static long smallest = long.MaxValue;

    private long _size = long.MaxValue;

    /// <summary>The fewest images a piece that this process had to come down to; null while memory sufficed.</summary>
    public static long? Smallest => Interlocked.Read(ref smallest) is var size and < long.MaxValue ? size : null;

    /// <summary>Adds the gradient to <paramref name="parameters"/>, which must have none: it is wiped and begun anew when memory
    /// runs out on the way.</summary>
    /// <param name="images">At least 1.</param>
    /// <param name="loss">Given the first image and the count of a piece: what it contributes to the loss, a scalar.</param>
    /// <returns>The sum of the contributions.</returns>
    /// <exception cref="InsufficientMemoryException">Not even one image at a time fits.</exception>
    public double Backward(Parameter[] parameters, long images, Func<long, long, Tensor> loss)
    {
        while (true)
        {
            var size = Math.Min(_size, images);
            try
            {
                return Sum(images, size, loss);
            }
            catch (ExternalException failed) when (OutOfMemory.Is(failed))
            {
                if (size == 1) throw OutOfMemory.EvenForOne(failed);
                Forget(parameters);
                _size = (size + 1) / 2;
                Record(_size);
            }
        }
    }

    private static double Sum(long images, long size, Func<long, long, Tensor> loss)
    {
        var sum = 0.0;
        for (var first = 0L; first < images; first += size)
        {
            using var scope = NewDisposeScope();
            var piece = loss(first, Math.Min(size, images - first));
            piece.backward();
            sum += Number.From(piece);
        }

        return sum;
    }

    /// <summary>A backward pass that ran out of memory half-way has left half a gradient.</summary>
    private static void Forget(Parameter[] parameters)
    {
        using var _ = no_grad();
        foreach (var parameter in parameters)
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    private static void Record(long size)
    {
        for (var seen = Interlocked.Read(ref smallest); size < seen;)
        {
            var before = Interlocked.CompareExchange(ref smallest, size, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
