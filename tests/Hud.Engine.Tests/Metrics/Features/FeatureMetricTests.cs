using Hud.Engine.Metrics;
using Hud.Engine.Metrics.Features;
using Hud.Engine.Scenes;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;
using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Engine.Tests.Metrics.Features;

/// <summary>All metrics of the scene's classifier, from images to values.</summary>
public sealed class FeatureMetricTests(SharedSynthetic synthetic) : IClassFixture<SharedSynthetic>
{
    private const int Size = SharedSynthetic.Size;
    private const int Images = 40;
    private const int Features = 16;

    private static readonly string[] Names =
        ["inception_score", "fid", "fid_infinity", "kid", "precision", "recall", "density", "coverage"];

    private static readonly Scene Scene = SharedSynthetic.Scene;

    [Fact]
    public void Held_out_crops_score_the_floor_and_noise_far_worse()
    {
        var real = Measure([.. CropSets.Of(Scene, Size, Images)!.HeldOut.Select(p => p.Take(Scene.Cube, Size))]);
        Assert.All(real.Values, v => Assert.Equal(v.Floor, v.Value));

        var noise = Measure([.. Enumerable.Range(0, Images).Select(i => MetricCase.Random(new SeedTree(i), Size, Size, 12))]);
        Assert.All(Names, name => Assert.Equal(real[name].Floor, noise[name].Floor));
        Assert.InRange(noise["fid"].Value, 3 * real["fid"].Value, double.MaxValue);
        Assert.InRange(noise["kid"].Value, 3 * Math.Abs(real["kid"].Value), double.MaxValue);
        Assert.InRange(noise["fid_infinity"].Value, 3 * Math.Abs(real["fid_infinity"].Value), double.MaxValue);
        Assert.All((string[])["coverage", "density"], n =>
            Assert.True(noise[n].Value < noise[n].Floor / 3, $"{n}: {noise[n].Value} against {noise[n].Floor}"));
        // A classifier has never seen noise: some of it falls into a ball.
        Assert.InRange(noise["precision"].Value, 0, 0.8 * noise["precision"].Floor!.Value);
        Assert.All(real.Values.Concat(noise.Values), v => Assert.True(double.IsFinite(v.Value) && v.Error is null or >= 0));
    }

    [Fact]
    public void Values_say_which_classifier_they_rest_on()
    {
        var values = Measure([.. CropSets.Of(Scene, Size, 32)!.Training.Take(32).Select(p => p.Take(Scene.Cube, Size))]);
        Assert.Matches(
            @"^classifier of synthetic\S*: held-out accuracy 0\.\d\d on \d+ overlapping crops \(most frequent class 0\.\d\d\), 16 features$",
            values["inception_score"].Remark);
        Assert.EndsWith("32 images are few for 16 features, FID is biased upwards (ten a feature are enough)",
            values["fid"].Remark, StringComparison.Ordinal);
        Assert.NotNull(values["kid"].Error);
        Assert.NotNull(values["fid_infinity"].Error);
    }

    /// <summary>Against all training crops, whose balls are smaller, they could not.</summary>
    [Fact]
    public void Fresh_real_crops_cover_half_of_as_many_training_crops()
    {
        var places = CropSplit.Of(Scene, Size)!.Training;
        var values = Measure([.. CropSplit.Draw(places, 32, new(5)).Select(p => p.Take(Scene.Cube, Size))]);
        Assert.InRange(values["coverage"].Value, 0.5, 1);
        Assert.InRange(values["density"].Value, 0.5, 2);
    }

    [Fact]
    public void Cube_without_its_scene_is_refused() =>
        Assert.Contains("ground truth", Assert.Throws<ArgumentException>(() => MetricRegistry.Measure(
            "fid", new(Scene.Cube, Scene.Valid, [Scene.Cube.Crop(0, 0, Size, Size)], 4, 1))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Size, Size + 1)]
    [InlineData(Size + 1, Size)]
    public void Images_that_are_not_square_are_refused_before_a_classifier_is_trained(int rows, int cols) =>
        Assert.Contains($"{rows} x {cols}", Assert.Throws<InputException>(() => Measure(
            [.. Enumerable.Range(0, Images).Select(_ => Scene.Cube.Crop(0, 0, rows, cols))])).Message, StringComparison.Ordinal);

    [Fact]
    public void Trial_that_cannot_be_measured_is_refused_while_it_is_planned()
    {
        var spec = SmallTrial.Spec;
        TrialSpec On(int rows, int cols, int classes) =>
            spec with { Scene = spec.Scene with { Rows = rows, Cols = cols, Classes = classes } };
        (TrialSpec Spec, string Metric, string Fault)[] cases =
        [
            (On(40, 36, 0), "inception_score", "needs ground truth"),
            (On(40, 36, 1), "coverage", "at least two classes"),
            (On(31, 20, 4), "kid", "31 x 20 pixels cannot be split"),
            (spec, "fid", "'18': needs at least two images a feature, 64 for features: 32; set sampling.count higher or features lower"),
            (spec, "fid_infinity", "64 for features: 32"),
            (spec with { Sampling = spec.Sampling with { Count = 5 } }, "recall", "at least 6 images"),
            (spec with { Sampling = spec.Sampling with { Count = 7 } }, "kid", "at least 8 images"),
            (spec with { Sampling = spec.Sampling with { Count = 1 } }, "inception_score", "at least 2 images"),
        ];
        Assert.All(cases, c => Assert.Contains(c.Fault,
            Assert.Throws<InputException>(() => Metric(c.Metric).Check(c.Spec)).Message, StringComparison.Ordinal));
        var possible = spec with { Evaluation = spec.Evaluation with { Features = 9 } };
        Assert.All(Names, name => Metric(name).Check(possible));
    }

    [Fact]
    public void Trial_killed_while_it_is_measured_has_the_same_values_afterwards()
    {
        var spec = SmallTrial.Spec with { Evaluation = new([.. Names], 8, 9) };
        using var undisturbed = new SmallTrial();
        var expected = undisturbed.Run(spec: spec)!.Metrics;
        using var killed = new SmallTrial();
        killed.DieAt(Phase.Evaluate, 3);
        Assert.Throws<IOException>(() => killed.Run(spec: spec));
        killed.LiveOn();
        Assert.Equal(expected, killed.Run(spec: spec)!.Metrics);
        Assert.Equal(Names, expected.Select(m => m.Name));
        Assert.Equal(undisturbed.Bits(), killed.Bits());
    }

    private static IMetric Metric(string name) => MetricRegistry.All.Single(m => m.Definition.Name == name);

    private Dictionary<string, MetricValue> Measure(IReadOnlyList<Cube> images)
    {
        return MetricRegistry.Measure(Names, new(synthetic.Prepared, images, 4, Features, 1)).ToDictionary(v => v.Name);
    }
}
