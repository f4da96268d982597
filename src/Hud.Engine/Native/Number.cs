using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Native;

/// <summary>Numbers on their way into and out of torch. TorchSharp 0.107 converts them to <see cref="Scalar"/>s that nothing keeps
/// alive during the native call (its pull requests 1434 and 1496): a finaliser may free the number while torch reads it. It did
/// once in a test run; BannedSymbols.txt therefore bans the conversions.</summary>
public static class Number
{
    /// <summary>More than one expression ever holds at once; a thread's next numbers push the oldest out.</summary>
    private const int KeptAlive = 64;

    [ThreadStatic]
    private static Scalar[]? kept;

    [ThreadStatic]
    private static int next;

    /// <summary>As an argument of a torch call on this thread.</summary>
    public static Scalar Of(double value)
    {
        kept ??= new Scalar[KeptAlive];
        next = (next + 1) % KeptAlive;
        return kept[next] = value.ToScalar();
    }

    /// <param name="tensor">Of one element.</param>
    public static double From(Tensor tensor)
    {
        using var scalar = tensor.ToScalar();
        return scalar.ToDouble();
    }
}
