using CsCheck;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tests.Search;

public sealed class StopRuleTests
{
    private static readonly StopRule Asha = new(StopKind.Asha, [100, 300], 3, 0);
    private static readonly StopRule Median = new(StopKind.Median, [100, 200], 0, 3);

    [Theory]
    [InlineData(0.9, false)] // the first to come
    [InlineData(0.9, true, 0.5)]
    [InlineData(0.4, false, 0.5)]
    [InlineData(0.5, false, 0.5)] // as good as the best
    [InlineData(0.6, true, 0.5, 0.7, 0.8)] // second of four, one place
    [InlineData(0.6, false, 0.5, 0.7, 0.8, 0.9, 1.0)] // second of six, two places
    [InlineData(0.8, true, 0.5, 0.7, 0.9, 1.0, 1.1)]
    [InlineData(0.6, false, double.NaN)]
    [InlineData(double.NaN, true)]
    public void Asha_lets_the_best_third_of_those_that_came_go_on(double own, bool stops, params double[] others) =>
        Assert.Equal(stops, Asha.Judge([own], others).Stops);

    [Fact]
    public void Asha_never_stops_more_than_all_but_the_best_of_each_third() =>
        Gen.Double[0, 1].Array[1, 40].Sample(losses =>
        {
            var passed = losses.Select((l, i) => !Asha.Judge([l], losses[..i]).Stops).ToList();
            return passed[0] && passed[Array.IndexOf(losses, losses.Min())];
        });

    [Theory]
    [InlineData(0.9, false, 0.1, 0.2)] // two others are too few
    [InlineData(0.9, true, 0.1, 0.2, 0.3)]
    [InlineData(0.2, false, 0.1, 0.2, 0.3)] // on the median
    [InlineData(0.26, true, 0.1, 0.2, 0.3, 0.4)] // median 0.25
    [InlineData(0.24, false, 0.1, 0.2, 0.3, 0.4)]
    [InlineData(double.NaN, true, 0.1, 0.2, 0.3)]
    [InlineData(double.NaN, false, 0.1, 0.2)]
    public void Median_stops_what_is_worse_than_half_of_the_others(double own, bool stops, params double[] others) =>
        Assert.Equal(stops, Median.Judge([own], others).Stops);

    [Fact]
    public void Median_looks_at_the_best_loss_so_far() =>
        Assert.False(Median.Judge([0.15, 0.9], [0.1, 0.2, 0.3]).Stops);

    [Fact]
    public void Verdict_says_what_was_compared()
    {
        Assert.Equal("loss 0.6: place 2 of 4; places 1 to 1 go on", Asha.Judge([0.6], [0.5, 0.7, 0.8]).Why);
        Assert.Equal("best loss 0.9; the median of the 3 others is 0.2", Median.Judge([0.9], [0.1, 0.2, 0.3]).Why);
        Assert.Equal("best loss 0.9; nobody is stopped before 3 others have come here, and 1 have", Median.Judge([0.9], [0.1]).Why);
    }

    [Fact]
    public void Order_of_the_others_decides_nothing() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1].Array[0, 12].SelectMany(a => Gen.Shuffle((double[])a.Clone()).Select(b => (a, b))))
            .Sample((own, others) => Asha.Judge([own], others.a) == Asha.Judge([own], others.b)
                && Median.Judge([own], others.a) == Median.Judge([own], others.b));
}
