using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Networks;

/// <summary>Leaky rectifier of slope 0.2. A number handed to torch becomes a <see cref="Scalar"/> that nothing keeps alive during the call
/// (TorchSharp 0.107, its pull request 1434): its finaliser may run first, and once in a test run it did. This one lives for ever.</summary>
internal static class LeakyRectifier
{
    private static readonly Scalar Slope = 0.2.ToScalar();

    public static Tensor Of(Tensor x) => x.leaky_relu(Slope);
}
