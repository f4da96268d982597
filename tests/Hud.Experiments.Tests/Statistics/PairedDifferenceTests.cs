using Hud.Experiments.Statistics;

namespace Hud.Experiments.Tests.Statistics;

public sealed class PairedDifferenceTests
{
    [Fact]
    public void Difference_is_taken_pair_by_pair()
    {
        // The seeds differ far more than the treatment does, which only pairs can show: by hand t = 4.303, s = 0.1.
        var paired = PairedDifference.Of([10.9, 21.0, 32.1], [10, 20, 31], 0);
        Assert.Equal(1, paired.Difference.Mean, 1e-12);
        Assert.Equal(4.302652729911275 * 0.1 / Math.Sqrt(3), paired.Difference.HalfWidth!.Value, 1e-9);
        Assert.Equal(GainVerdict.Gain, paired.Verdict);
    }

    [Theory]
    [InlineData(0.02, 0.03, 0.04, GainVerdict.Gain)]
    [InlineData(-0.02, -0.03, -0.04, GainVerdict.Loss)]
    [InlineData(0.001, 0.03, 0.08, GainVerdict.Undecided)]
    [InlineData(0.003, 0.003, 0.003, GainVerdict.Undecided)]
    [InlineData(-0.003, -0.003, -0.003, GainVerdict.Undecided)]
    [InlineData(0.006, 0.006, 0.006, GainVerdict.Gain)]
    [InlineData(0, 0, 0, GainVerdict.Undecided)]
    public void Verdict_needs_an_interval_without_zero_and_a_difference_that_matters(double a, double b, double c, GainVerdict verdict) =>
        Assert.Equal(verdict, PairedDifference.Of([a, b, c], [0, 0, 0], 0.005).Verdict);

    [Fact]
    public void Score_that_is_no_number_decides_nothing() =>
        Assert.Equal(GainVerdict.Undecided, PairedDifference.Of([1, double.NaN, 1], [0, 0, 0], 0.005).Verdict);

    [Fact]
    public void Fewer_than_two_pairs_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedDifference.Of([1], [0], 0));
        Assert.Throws<ArgumentException>(() => PairedDifference.Of([1, 2, 3], [0, 1], 0));
    }
}
