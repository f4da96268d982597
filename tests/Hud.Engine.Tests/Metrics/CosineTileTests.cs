using System.Runtime.Intrinsics.X86;
using Hud.Engine.Metrics;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Metrics;

public sealed unsafe class CosineTileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(103)]
    public void All_instruction_sets_give_the_same_bits(int length)
    {
        var stream = new SeedTree(length).Stream();
        var (packed, real) = (new float[length * 32], new float[8 * length]);
        stream.FillGaussian(packed);
        stream.FillGaussian(real);
        var scalar = Run(CosineTile.AddScalar);
        Assert.Contains(scalar, v => v != 0);
        if (Fma.IsSupported) Assert.Equal(scalar, Run(CosineTile.Add256));
        if (Avx512F.IsSupported) Assert.Equal(scalar, Run(CosineTile.Add512));

        float[] Run(Kernel kernel)
        {
            var starts = stackalloc nint[8];
            for (var j = 0; j < 8; j++) starts[j] = j * length;
            var sums = new float[256];
            fixed (float* p = packed, r = real, s = sums) kernel(p, r, starts, length, s);
            return sums;
        }
    }

    private delegate void Kernel(float* packed, float* real, nint* starts, int length, float* sums);
}
