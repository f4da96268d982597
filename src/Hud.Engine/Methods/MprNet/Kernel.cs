using Hud.Engine.Networks;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Convolutions as MPRNet has them everywhere: without a bias.</summary>
internal static class Kernel
{
    public static Conv2d Of(int inputs, int outputs, int side) => new(inputs, outputs, side, Precision.Fp32, hasBias: false);
}
