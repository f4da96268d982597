using System.Collections.Immutable;
using CsCheck;
using Hud.Engine.Metrics.Features;
using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Metrics.Features;

public sealed class CropLabelsTests
{
    private static readonly Scene Scene = new SceneLoader([]).Load("synthetic:rows=24,cols=20,bands=6,endmembers=4");

    [Fact]
    public void Class_of_a_crop_is_that_of_most_of_its_labelled_pixels() =>
        Gen.Select(Gen.Int[0, 4].Array[24 * 20], Gen.Int[1, 7]).Sample((labels, size) =>
        {
            var scene = Scene with { Labels = [.. labels.Select(l => (byte)l)] };
            ImmutableArray<CropPlace> places =
                [.. from r in Enumerable.Range(0, 25 - size) from c in Enumerable.Range(0, 21 - size) select new CropPlace(r, c, 3)];
            var expected = places.Select(p =>
            {
                var inside = from r in Enumerable.Range(p.Row, size) from c in Enumerable.Range(p.Col, size) select labels[(r * 20) + c];
                return (byte)inside.Where(l => l > 0).GroupBy(l => l).OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
                    .Select(g => g.Key).FirstOrDefault();
            });
            Assert.Equal(expected, CropLabels.Of(scene, places, size));
        }, iter: 30);

    [Fact]
    public void Scene_without_ground_truth_labels_nothing() =>
        Assert.Equal([0], CropLabels.Of(Scene with { Labels = null }, [new(0, 0, 0)], 4));
}
