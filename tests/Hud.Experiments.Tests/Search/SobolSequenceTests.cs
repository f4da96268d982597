using CsCheck;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tests.Search;

/// <summary>Against SciPy 1.10: <c>scipy.stats.qmc.Sobol(d, scramble=False).random(1024)</c>.</summary>
public sealed class SobolSequenceTests
{
    [Fact]
    public void First_points_agree_with_scipy()
    {
        double[][] expected =
        [
            [0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5], [0.75, 0.25, 0.25, 0.25], [0.25, 0.75, 0.75, 0.75],
            [0.375, 0.375, 0.625, 0.875], [0.875, 0.875, 0.125, 0.375], [0.625, 0.125, 0.875, 0.625], [0.125, 0.625, 0.375, 0.125],
        ];
        Assert.Equal(expected, Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, 4).Select(d => SobolSequence.Coordinate((uint)i, d, 0)).ToArray()));
    }

    [Fact]
    public void Far_point_of_all_dimensions_agrees_with_scipy() =>
        Assert.Equal(
            [
                0.2197265625, 0.0966796875, 0.5185546875, 0.6767578125, 0.2802734375, 0.9072265625, 0.0458984375, 0.8994140625,
                0.5009765625, 0.0693359375, 0.0849609375, 0.2548828125, 0.1611328125, 0.3837890625, 0.1435546875, 0.3701171875,
                0.7197265625, 0.3447265625, 0.9912109375, 0.7255859375,
            ],
            Enumerable.Range(0, SobolSequence.MaximumDimensions).Select(d => SobolSequence.Coordinate(1000, d, 0)));

    [Fact]
    public void Every_interval_of_a_power_of_two_gets_its_point_whatever_the_shift() =>
        Gen.Select(Gen.Int[0, SobolSequence.MaximumDimensions - 1], Gen.UInt, Gen.UInt[0, 100], Gen.Int[0, 8]).Sample((dimension, shift, block, power) =>
        {
            var n = 1u << power;
            return Enumerable.Range(0, (int)n).Select(i => (int)(n * SobolSequence.Coordinate((block * n) + (uint)i, dimension, shift)))
                .Distinct().Count() == n;
        });
}
