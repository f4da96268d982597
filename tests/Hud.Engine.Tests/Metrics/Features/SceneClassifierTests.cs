using Hud.Engine.Methods;
using Hud.Engine.Metrics;
using Hud.Engine.Metrics.Features;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Metrics.Features;

public sealed class SceneClassifierTests(SharedSynthetic synthetic) : IClassFixture<SharedSynthetic>, IDisposable
{
    private const int Size = SharedSynthetic.Size;

    private static readonly Scene Scene = SharedSynthetic.Scene;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hud-classifier-");

    [Fact]
    public void Classes_of_crops_it_never_saw_are_recognised()
    {
        using var classifier = SceneClassifier.Of(synthetic.Prepared, Size, 4);
        var quality = classifier.Quality;
        Assert.InRange(quality.Crops, 50, 400);
        Assert.InRange(quality.Accuracy, quality.MostFrequent + 0.1, 1);
        Assert.InRange(quality.MostFrequent, 0.25, 0.8);
    }

    [Fact]
    public void Neither_thread_count_nor_another_training_changes_a_bit()
    {
        var images = CropSets.Of(Scene, Size, 30)!.Training.Take(37).Select(p => p.Take(Scene.Cube, Size)).ToList();
        using var first = SceneClassifier.Of(synthetic.Prepared, Size, 4);
        TorchRuntime.Ensure(3);
        using var second = SceneClassifier.Of(Prepared(Scene), Size, 4);
        TorchRuntime.Ensure(1);
        Assert.Equal(FileHash.Of(Assert.Single(synthetic.Files).FullName), FileHash.Of(Assert.Single(Files).FullName));
        var (one, three) = (first.Apply(images, 1), second.Apply(images, 3));
        Assert.Equal(one.Features, three.Features);
        Assert.Equal(one.Probabilities, three.Probabilities);
    }

    [Fact]
    public void Classifier_is_trained_once_and_comes_back_with_its_quality()
    {
        using var first = SceneClassifier.Of(synthetic.Prepared, Size, 4);
        var written = Assert.Single(synthetic.Files).LastWriteTimeUtc;
        using var second = SceneClassifier.Of(synthetic.Prepared, Size, 4);
        Assert.Equal(first.Quality, second.Quality);
        Assert.Equal(written, Assert.Single(synthetic.Files).LastWriteTimeUtc);
    }

    [Fact]
    public void Other_labels_or_feature_sizes_give_another_classifier()
    {
        var swapped = Scene with { Labels = [.. Scene.Labels!.Select(l => (byte)(l == 1 ? 2 : l == 2 ? 1 : l))] };
        using var first = SceneClassifier.Of(Prepared(swapped), Size, 5);
        using var second = SceneClassifier.Of(Prepared(Scene), Size, 5);
        Assert.Equal(2, Files.Select(f => FileHash.Of(f.FullName)).Distinct().Count());
        var set = second.Apply(Scene.Cube, CropSets.Of(Scene, Size, 20)!.HeldOut, 2);
        Assert.Equal(20, set.Count);
        Assert.All(set.Features, f => Assert.True(f.Length == 5 && f.All(double.IsFinite)));
        Assert.All(set.Probabilities, p => Assert.Equal(1, p.Sum(), 1e-12));
    }

    [Fact]
    public void Features_of_training_crops_have_mean_zero_and_deviation_one()
    {
        using var classifier = SceneClassifier.Of(synthetic.Prepared, Size, 4);
        var features = classifier.Apply(Scene.Cube, CropSets.Of(Scene, Size, 1)!.Training, 2).Features;
        for (var k = 0; k < 4; k++)
        {
            var values = features.Select(f => f[k]).ToArray();
            Assert.InRange(values.Average(), -0.15, 0.15);
            Assert.InRange(Math.Sqrt(values.Average(v => v * v)), 0.85, 1.15);
        }
    }

    [Fact]
    public void Scene_with_one_class_among_its_training_crops_is_refused()
    {
        var meadow = Scene with { Labels = [.. Scene.Labels!.Select(_ => (byte)3)] };
        var fault = Assert.Throws<InputException>(() => SceneClassifier.Of(Prepared(meadow), Size, 4));
        Assert.Contains("at least two classes", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Files);
    }

    [Fact]
    public void Scene_that_invalid_pixels_leave_nothing_of_is_refused()
    {
        var holes = Scene with { Valid = [.. Scene.Valid.Select((_, i) => i % 5 != 0)] };
        var fault = Assert.Throws<InputException>(() => SceneClassifier.Of(Prepared(holes), Size, 4));
        Assert.Contains("cannot be split", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Image_of_another_size_is_refused()
    {
        using var classifier = SceneClassifier.Of(synthetic.Prepared, Size, 4);
        var fault = Assert.Throws<ArgumentException>(() => classifier.Apply([new Cube(Size, Size + 1, 12)], 1));
        Assert.Contains("8 x 9 x 12", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classifier_of_a_real_scene_is_clearly_better_than_chance()
    {
        RealData.Require("recon8/PaviaU_recon8.mat");
        var scene = new SceneLoader([RealData.Folder!]).Load("paviau");
        using var classifier = SceneClassifier.Of(Prepared(scene), 32, 32);
        Assert.Equal(400, classifier.Quality.Crops);
        // Two standard errors of a share of 400: another machine's arithmetic trains a slightly other classifier.
        Assert.InRange(classifier.Quality.Accuracy, classifier.Quality.MostFrequent + 0.05, 1);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private FileInfo[] Files => _root.GetFiles("classifier.safetensors", SearchOption.AllDirectories);

    private PreparedScene Prepared(Scene scene) => new(scene, new SharedWork(_root.FullName), 1);
}
