using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Metrics;

public sealed class AbundanceMetricsTests : IDisposable
{
    private readonly MetricScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Negative_mass_and_sum_error_are_those_of_numpy()
    {
        // A = [[1,0],[1,1],[0,2]]; Y = [[1,.5,-.8],[.2,.9,1.1],[0,0,0]]; X = Y @ numpy.linalg.pinv(A).T;
        // numpy.maximum(-X, 0).sum(1).mean(), abs(X.sum(1) - 1).mean()
        double[,] A = { { 1, 0 }, { 1, 1 }, { 0, 2 } };
        var X = ImageAbundances.Unconstrained(
            [new(1, 1, 3, [1, 0.5f, -0.8f]), new(1, 2, 3, [0.2f, 0.9f, 1.1f, 0, 0, 0])], A, 2);
        var means = AbundanceViolations.In(X, 2);
        Assert.Equal(0.13703703703703707, means.Negative, 1e-6);
        Assert.Equal(0.5407407407407409, means.SumError, 1e-6);
    }

    [Fact]
    public void Images_mixed_from_the_scenes_endmembers_violate_nothing()
    {
        var mixture = _scene.Inputs(_scene.Copies(1)).Once(SceneMixture.Of).Mixture;
        var decoded = new MixingModel(mixture.Spectra).Decode(mixture.Abundances.AsSpan(0, 16 * 16 * 4), 16, 16);
        Assert.Equal(0, _scene.Measure("abundance_negativity", [decoded]).Value, 1e-4);
        Assert.Equal(0, _scene.Measure("abundance_sum_error", [decoded]).Value, 1e-4);
    }

    [Fact]
    public void Brightness_times_three_leaves_a_sum_error_of_about_two_far_above_the_floor()
    {
        var copies = _scene.Copies(8);
        var value = _scene.Measure("abundance_sum_error", MetricScene.Each(copies, (v, _) => 3 * v));
        var plain = _scene.Measure("abundance_sum_error", copies);
        Assert.Equal(2, value.Value, 3.5 * plain.Value);
        Assert.InRange(plain.Floor!.Value, 0, 0.2);
    }

    [Fact]
    public void Inverted_spectra_need_negative_material()
    {
        var value = _scene.Measure("abundance_negativity", MetricScene.Each(_scene.Copies(8), (v, _) => -v));
        Assert.True(value.Value > 0.8, $"{value}");
        Assert.InRange(value.Floor!.Value, 0, 0.3);
    }

    [Fact]
    public void More_images_than_one_portion_are_all_measured()
    {
        double[,] A = { { 1 }, { 0 } };
        var images = Enumerable.Range(0, 150).Select(i => new Cube(1, 1 + (i % 3), 2)).ToList();
        foreach (var (image, i) in images.Select((image, i) => (image, i))) image.Data.AsSpan().Fill(i);
        var expected = images.SelectMany((image, i) => Enumerable.Repeat((float)i, image.Pixels));
        Assert.Equal(expected, ImageAbundances.Unconstrained(images, A, 2).Select(x => MathF.Round(x)));
    }
}
