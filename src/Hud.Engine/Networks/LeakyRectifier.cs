using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Networks;

/// <summary>Leaky rectifier of slope 0.2.</summary>
internal static class LeakyRectifier
{
    private const double Slope = 0.2;

    public static Tensor Of(Tensor x) => x.leaky_relu(Number.Of(Slope));
}
