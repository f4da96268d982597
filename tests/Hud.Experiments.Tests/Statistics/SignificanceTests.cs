using System.Collections.Immutable;
using CsCheck;
using Hud.Experiments.Statistics;

namespace Hud.Experiments.Tests.Statistics;

/// <summary>Against SciPy 1.10:
/// <code>
/// stats.ttest_ind(a, b, equal_var=False).pvalue                       # Welch
/// stats.ttest_1samp(x, bound, alternative="greater" or "less").pvalue  # each side of the margin
/// </code></summary>
public sealed class SignificanceTests
{
    private static readonly double[] Ours = [0.9975, 0.9985, 0.9992];

    private static Summary Of(params double[] values) => Summary.Of(values)!;

    [Fact]
    public void Welch_agrees_with_scipy()
    {
        Assert.Equal(0.019167764241004585, WelchTest.P(Of(0.951, 0.953, 0.9555), Of(0.960, 0.957, 0.966, 0.961))!.Value, 1e-10);
        Assert.Equal(0.6967275180603031, WelchTest.P(Of(10.0, 10.5, 9.75, 12.0, 11.25), Of(10.25, 10.75))!.Value, 1e-10);
    }

    [Fact]
    public void Welch_needs_two_values_on_both_sides()
    {
        Assert.Null(WelchTest.P(Of(1), Of(1, 2)));
        Assert.Null(WelchTest.P(Of(1, 2), Of(double.NaN, 2)));
    }

    [Fact]
    public void Groups_without_spread_differ_when_their_values_do()
    {
        Assert.Equal(0, WelchTest.P(Of(1, 1), Of(2, 2)));
        Assert.Equal(1, WelchTest.P(Of(1, 1), Of(1, 1)));
    }

    // Outside: SciPy's one-sided p, doubled, at most 1.
    [Theory]
    [InlineData(0.999, 0.006168381479624002, 1, 1)]
    [InlineData(0.990, 0.9897962713030827, 2 * 0.010203728696917318, 1)]
    [InlineData(1.010, 0.9972301058002438, 1, 2 * 0.0027698941997561866)]
    public void Margin_test_agrees_with_scipy(double published, double within, double above, double below)
    {
        var test = MarginTest.Of(Of(Ours), published, 0.005)!;
        Assert.Equal(within, test.Within, 1e-10);
        Assert.Equal(above, test.Above, 1e-10);
        Assert.Equal(below, test.Below, 1e-10);
        Assert.Equal(new[] { within, above, below }.Min(), test.P, 1e-10);
    }

    [Fact]
    public void One_seed_tests_nothing() => Assert.Null(MarginTest.Of(Of(1), 1, 0.1));

    [Theory]
    [InlineData(1.05, 0, 1, 1)]
    [InlineData(1.2, 1, 0, 1)]
    [InlineData(0.8, 1, 1, 0)]
    public void Seeds_that_agree_to_the_last_bit_are_placed_by_their_value(double value, double within, double above, double below) =>
        Assert.Equal(new MarginTest(within, above, below), MarginTest.Of(Of(value, value), 1, 0.1));

    [Fact]
    public void Only_one_of_the_three_claims_can_be_significant() =>
        Gen.Select(Gen.Double[-1, 1].Array[2, 6], Gen.Double[-1, 1], Gen.Double[0.001, 1]).Sample((values, published, margin) =>
        {
            var t = MarginTest.Of(Of(values), published, margin)!;
            return new[] { t.Within, t.Above, t.Below }.Count(p => p <= Holm.Level) <= 1;
        });

    [Fact]
    public void Holm_adjusts_as_in_the_textbook() =>
        // By hand: 4 * 0.005, 3 * 0.01, 2 * 0.03, then 0.04 raised to the 0.06 before it.
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Holm_of_nothing_is_nothing() => Assert.Empty(Holm.Adjust([]));

    [Fact]
    public void Holm_never_lowers_a_p_value_and_keeps_the_order() =>
        Gen.Double[0, 1].Array[1, 20].Sample(p =>
        {
            var adjusted = Holm.Adjust(p);
            var sorted = adjusted.Zip(p).OrderBy(x => x.Second).Select(x => x.First).ToImmutableArray();
            return adjusted.Zip(p).All(x => x.First >= x.Second && x.First <= 1) && sorted.SequenceEqual(sorted.Order());
        });
}
