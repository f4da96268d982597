using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Metrics;

public sealed class MemorisationRatioTests
{
    [Fact]
    public void Nearest_window_is_that_of_a_naive_search()
    {
        var c = MetricCase.Make(4, 5, (14, 17, 6), 3, (5, 5), 0);
        bool[] allowed = [.. Enumerable.Range(0, 10 * 13).Select(i => i % 7 != 3)];
        Assert.Equal(Naive(c, allowed, 5), NearestCrops.Distances(c.Real, allowed, c.Generated, 5, 2), Near);
    }

    [Fact]
    public void Large_scenes_go_through_fourier_transforms_and_keep_the_distances()
    {
        // 41 x 33 positions x 8 images x 256 pixels x 40 bands: above the threshold.
        var c = MetricCase.Make(5, 16, (56, 48, 40), 8, (16, 16), 0);
        bool[] allowed = [.. Enumerable.Range(0, 41 * 33).Select(i => i % 5 != 2)];
        IReadOnlyList<Cube> images = [.. c.Generated, c.Real.Crop(3, 4, 16, 16), c.Real.Crop(40, 32, 16, 16)];
        var found = NearestCrops.Distances(c.Real, allowed, images, 16, 2);
        Assert.Equal(Naive(c with { Generated = images }, allowed, 16), found, Near);
        // (3 * 33 + 4) % 5 = 3 is allowed, (40 * 33 + 32) % 5 = 2 is not.
        Assert.Equal(0, found[8]);
        Assert.True(found[9] > 0.1, $"{found[9]}");
    }

    [Fact]
    public void Known_distance_is_the_root_mean_square()
    {
        var scene = new Cube(2, 2, 1, [0, 1, 0, 1]);
        Assert.Equal([Math.Sqrt((0.01 + 0.04 + 0.01 + 0.01) / 4)],
            NearestCrops.Distances(scene, [true], [new(2, 2, 1, [0.1f, 1.2f, -0.1f, 0.9f])], 2, 1), Near);
    }

    [Fact]
    public void Copies_from_anywhere_in_the_scene_score_zero_and_fresh_real_crops_about_one()
    {
        using var scene = new MetricScene();
        Assert.Equal(0, scene.Measure("memorisation_ratio", scene.Copies(9)).Value);
        IReadOnlyList<Cube> heldOut = [.. scene.Split.HeldOut.Take(5).Select(p => p.Take(scene.Scene.Cube, 16))];
        Assert.Equal((0, 1), Both(scene.Measure("memorisation_ratio", heldOut)));

        // Another scene of the same materials and sizes of fields: crops that no training has seen.
        using var other = new MetricScene("synthetic:rows=96,cols=48,bands=20,endmembers=4,seed=2");
        Assert.InRange(scene.Measure("memorisation_ratio", other.Copies(9)).Value, 0.5, 3);

        static (double, double?) Both(Hud.Experiments.Results.MetricValue value) => (value.Value, value.Floor);
    }

    [Fact]
    public void Copies_with_a_little_noise_are_found_out()
    {
        using var scene = new MetricScene();
        var stream = new SeedTree(1).Stream();
        var noisy = MetricScene.Each(scene.Copies(9), (v, _) => v + (0.01f * (float)stream.NextGaussian()));
        Assert.InRange(scene.Measure("memorisation_ratio", noisy).Value, 0.01, 0.3);
    }

    [Fact]
    public void What_is_kept_for_one_trial_does_not_serve_one_with_fewer_images()
    {
        using var used = new MetricScene();
        foreach (var count in (int[])[9, 3, 9])
        {
            using var fresh = new MetricScene();
            var images = MetricScene.Each(fresh.Copies(count), (v, i) => v + (i % 3 * 0.01f));
            Assert.Equal(fresh.Measure("memorisation_ratio", images).Value, used.Measure("memorisation_ratio", images).Value);
        }
    }

    private static readonly IEqualityComparer<double> Near = EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) < 1e-7);

    private static IEnumerable<double> Naive(MetricCase c, bool[] allowed, int side)
    {
        var across = c.Real.Cols - side + 1;
        return c.Generated.Select(g => Enumerable.Range(0, allowed.Length).Where(i => allowed[i]).Min(i =>
        {
            var window = c.Real.Crop(i / across, i % across, side, side);
            return Math.Sqrt(window.Data.Zip(g.Data, (a, b) => Math.Pow((double)a - b, 2)).Average());
        }));
    }
}
