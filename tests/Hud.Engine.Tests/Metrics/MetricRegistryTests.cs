using Hud.Engine.Metrics;
using Hud.Experiments.Results;

namespace Hud.Engine.Tests.Metrics;

public sealed class MetricRegistryTests
{
    private static readonly MetricCase Case = MetricCase.Make(4, 3, (24, 15, 9), 2, (6, 6), 0);

    [Fact]
    public void Ratio_is_the_quotient_and_so_is_its_floor()
    {
        var values = MetricRegistry.Measure(["point_fidelity", "block_diversity", "ratio"], Inputs());
        Assert.Equal(values[1].Value / values[0].Value, values[2].Value);
        Assert.Equal(values[1].Floor / values[0].Floor, values[2].Floor);
    }

    [Fact]
    public void Floor_is_the_metric_of_held_out_crops_against_the_rest()
    {
        var split = HoldOut.Of(Case.Real, Case.Valid, 6, 6)!;
        Assert.Equal(
            PointFidelity.Measure(split.Rest, split.RestValid, split.Crops, 1),
            MetricRegistry.Measure("point_fidelity", Inputs()).Floor);
        Assert.Equal(
            BlockDiversity.Measure(split.Rest, split.RestValid, split.Crops, 3, 1),
            MetricRegistry.Measure("block_diversity", Inputs()).Floor);
    }

    [Fact]
    public void Scene_too_small_to_hold_out_has_no_floor()
    {
        var small = MetricCase.Make(4, 3, (9, 9, 4), 1, (6, 6), 0);
        Assert.Null(MetricRegistry.Measure("ratio", new(small.Real, small.Valid, small.Generated, 3, 1)).Floor);
    }

    [Fact]
    public void Pixels_and_blocks_are_those_measured()
    {
        var odd = MetricCase.Make(4, 3, (12, 12, 4), 2, (7, 10), 0);
        var inputs = new MetricInputs(odd.Real, odd.Valid, odd.Generated, 3, 1);
        Assert.Equal((140, 12), (inputs.Pixels, inputs.Blocks));
    }

    [Fact]
    public void Unknown_name_is_refused_and_the_known_ones_named()
    {
        var e = Assert.Throws<ArgumentException>(() => MetricRegistry.Measure("fidelity", Inputs()));
        Assert.Contains("point_fidelity, block_diversity, ratio", e.Message, StringComparison.Ordinal);
    }

    private static MetricInputs Inputs() => new(Case.Real, Case.Valid, Case.Generated, 3, 1);
}
