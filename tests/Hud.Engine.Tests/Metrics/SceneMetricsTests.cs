using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Experiments;

namespace Hud.Engine.Tests.Metrics;

/// <summary>What all metrics without a classifier promise.</summary>
public sealed class SceneMetricsTests
{
    private static readonly string[] Names =
    [
        "point_fidelity", "block_diversity", "ratio", "sam_median", "sam_p95", "band_wasserstein", "abundance_negativity",
        "abundance_sum_error", "variogram_distance", "memorisation_ratio",
    ];

    public static TheoryData<string> Hostile => ["zero", "constant", "negative", "huge", "mixed sizes"];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_images_give_finite_numbers(string kind)
    {
        using var scene = new MetricScene("synthetic:rows=48,cols=20,bands=6,endmembers=3", size: 8);
        var copies = scene.Copies(3);
        IReadOnlyList<Cube> images = kind switch
        {
            "zero" => MetricScene.Each(copies, (_, _) => 0),
            "constant" => MetricScene.Each(copies, (_, _) => 0.7f),
            "negative" => MetricScene.Each(copies, (v, i) => i % 2 == 0 ? -v : v - 0.5f),
            "huge" => MetricScene.Each(copies, (v, i) => v * 1e15f),
            _ => [copies[0], copies[1].Crop(0, 0, 7, 8), scene.Scene.Cube],
        };
        var inputs = new MetricInputs(scene.Prepared, images, 4, 32, 2);
        Assert.All(MetricRegistry.Measure(Names, inputs), value =>
        {
            Assert.True(double.IsFinite(value.Value), $"{value}");
            Assert.True(value.Floor is { } floor && double.IsFinite(floor), $"{value}");
        });
    }

    [Theory]
    [InlineData("variogram_distance")]
    [InlineData("memorisation_ratio")]
    public void Scene_too_small_for_held_out_crops_is_refused_while_planning(string metric)
    {
        var check = MetricRegistry.All.First(m => m.Definition.Name == metric);
        check.Check(MetricScene.Spec(64, 32, 20, 32));
        check.Check(MetricScene.Spec(32, 64, 20, 32));
        var e = Assert.Throws<InputException>(() => check.Check(MetricScene.Spec(63, 60, 20, 32)));
        Assert.Equal(("63 x 60", "made-up"), (e.Value, e.File));
        Assert.Contains("at least 64 x 32", e.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Scene_whose_invalid_pixels_leave_no_held_out_crop_is_refused_when_measured()
    {
        using var whole = new MetricScene("synthetic:rows=48,cols=20,bands=6,endmembers=3", size: 8);
        var spoilt = whole.Scene with { Valid = [.. whole.Scene.Valid.Select((v, i) => v && i % 20 != 10 && i / 20 > 20)] };
        for (var i = 0; i < spoilt.Valid.Length; i++) spoilt.Valid[i] &= i % 20 % 5 != 0;
        var inputs = new MetricInputs(new(spoilt, new(Path.GetTempPath()), 1), whole.Copies(2), 4, 32, 1);
        Assert.Throws<InputException>(() => MetricRegistry.Measure("memorisation_ratio", inputs));
    }

    [Fact]
    public void Single_band_is_no_mixture() =>
        Assert.Throws<InputException>(() => MetricRegistry.All
            .First(m => m.Definition.Name == "abundance_negativity").Check(MetricScene.Spec(99, 99, 1, 8)));
}
