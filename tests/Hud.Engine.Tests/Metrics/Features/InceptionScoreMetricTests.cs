using CsCheck;
using Hud.Engine.Metrics;

namespace Hud.Engine.Tests.Metrics.Features;

public sealed class InceptionScoreMetricTests
{
    [Fact]
    public void Certain_and_evenly_spread_answers_score_the_number_of_classes() =>
        Assert.All([2, 5, 16], classes => Assert.Equal(classes, InceptionScoreMetric.Of(
            [.. Enumerable.Range(0, 3 * classes).Select(i => Enumerable.Range(0, classes).Select(k => k == i % classes ? 1.0 : 0).ToArray())]), 1e-9));

    [Fact]
    public void Answers_that_are_all_alike_score_one()
    {
        Assert.Equal(1, InceptionScoreMetric.Of([[0.2, 0.5, 0.3], [0.2, 0.5, 0.3], [0.2, 0.5, 0.3]]), 1e-12);
        Assert.Equal(1, InceptionScoreMetric.Of([[1.0, 0], [1.0, 0]]), 1e-12);
    }

    [Fact]
    public void Two_opposite_answers_score_by_their_entropy()
    {
        var entropy = -(0.9 * Math.Log(0.9)) - (0.1 * Math.Log(0.1));
        Assert.Equal(2 * Math.Exp(-entropy), InceptionScoreMetric.Of([[0.9, 0.1], [0.1, 0.9]]), 1e-12);
    }

    [Fact]
    public void Score_lies_between_one_and_the_number_of_classes() =>
        Gen.Double[0, 1].Array[4].Array[2, 9].Sample(rows =>
        {
            var p = rows.Select(r => r.Select(v => (v + 1e-9) / (r.Sum() + 4e-9)).ToArray()).ToArray();
            Assert.InRange(InceptionScoreMetric.Of(p), 1, 4 + 1e-9);
        }, iter: 200);
}
