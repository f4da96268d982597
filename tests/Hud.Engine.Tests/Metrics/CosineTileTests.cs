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
        if (Avx512F.IsSupported) Assert.Equal(scalar, Run((p, r, starts, n, sums) => CosineTile.Add512(p, r, starts, n, null, sums)));

        float[] Run(Kernel kernel)
        {
            var starts = stackalloc nint[8];
            for (var j = 0; j < 8; j++) starts[j] = j * length;
            var sums = new float[256];
            fixed (float* p = packed, r = real, s = sums) kernel(p, r, starts, length, s);
            return sums;
        }
    }

    [Fact]
    public void Lanes_above_their_level_are_named_with_their_sums_and_an_equal_sum_is_not_above()
    {
        const int length = 9;
        var stream = new SeedTree(1).Stream();
        var (packed, real, level, expected) = (new float[length * 32], new float[8 * length], new float[32], new float[256]);
        stream.FillGaussian(packed);
        stream.FillGaussian(real);
        var starts = stackalloc nint[8];
        for (var j = 0; j < 8; j++) starts[j] = j * length;
        fixed (float* p = packed, r = real, s = expected) CosineTile.AddScalar(p, r, starts, length, s);

        foreach (var high in (int[])[-1, 0, 15, 16, 31])
        {
            // The others' levels are their largest sums: equal is not above.
            for (var lane = 0; lane < 32; lane++) level[lane] = Enumerable.Range(0, 8).Max(j => expected[(32 * j) + lane]);
            if (high >= 0) level[high] -= 1e-3f;
            foreach (var kernel in (Comparison[])[CosineTile.Above, CosineTile.AddAndCompare])
            {
                var sums = new float[256];
                Array.Fill(sums, 7);
                uint above;
                fixed (float* p = packed, r = real, l = level, s = sums) above = kernel(p, r, starts, length, l, s);
                Assert.Equal(high < 0 ? 0 : 1u << high, above);
                if (high >= 0) Assert.Equal(expected, sums);
            }
        }
    }

    private delegate uint Comparison(float* packed, float* real, nint* starts, int length, float* level, float* sums);

    private delegate void Kernel(float* packed, float* real, nint* starts, int length, float* sums);
}
