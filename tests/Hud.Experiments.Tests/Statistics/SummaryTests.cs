using CsCheck;
using Hud.Experiments.Statistics;

namespace Hud.Experiments.Tests.Statistics;

public sealed class SummaryTests
{
    [Fact]
    public void Three_values_have_the_textbook_interval()
    {
        // t quantile 0.975 with 2 degrees of freedom in closed form: 0.95 * sqrt(2 / (1 - 0.95^2)) = 4.302653.
        var s = Summary.Of([1, 2, 4])!;
        Assert.Equal(3, s.Count);
        Assert.Equal(7.0 / 3, s.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(7.0 / 3), s.StandardDeviation!.Value, 1e-12);
        Assert.Equal(0.95 * Math.Sqrt(2 / (1 - (0.95 * 0.95))) * Math.Sqrt(7.0 / 9), s.HalfWidth!.Value, 1e-6);
    }

    [Fact]
    public void Two_values_use_the_cauchy_quantile()
    {
        var s = Summary.Of([0, 2])!;
        Assert.Equal(Math.Tan(Math.PI * 0.475), s.HalfWidth!.Value, 1e-6);
    }

    [Fact]
    public void One_value_has_no_interval() => Assert.Equal(new Summary(1, 5, null, null), Summary.Of([5]));

    /// <summary>Ten times 0.1 is not 1 in binary: the rounding must not become a spread, nor a difference from two times 0.1.</summary>
    [Fact]
    public void Equal_values_are_their_mean_without_spread_however_many()
    {
        var (two, ten) = (Summary.Of([0.1, 0.1])!, Summary.Of(Enumerable.Repeat(0.1, 10))!);
        Assert.Equal(new Summary(10, 0.1, 0, 0), ten);
        Assert.Equal(1, WelchTest.P(two, ten));
        Assert.NotEqual(0.1, Enumerable.Repeat(0.1, 10).Sum() / 10);
    }

    [Fact]
    public void No_value_has_no_summary() => Assert.Null(Summary.Of([]));

    [Fact]
    public void Order_of_the_values_changes_no_digit() =>
        Gen.Double[-1e6, 1e6].Array[1, 9].SelectMany(a => Gen.Shuffle((double[])a.Clone()).Select(b => (a, b)))
            .Sample((a, b) => Summary.Of(a) == Summary.Of(b), iter: 500);
}
