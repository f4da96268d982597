using System.Globalization;
using Hud.Cli.Commands;
using Hud.Cli.Generation;
using Hud.Engine.Augmentation;
using Hud.Engine.Methods;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Experiments;

namespace Hud.Cli.Augmentation;

/// <summary>Generated images whose worth as training data is asked for.</summary>
/// <param name="Images">FILE or FILE:VARIABLE.</param>
/// <param name="Measure">Images that metrics are measured on, the first ones.</param>
internal sealed record AugmentOrder(string Images, string Scene, double Confidence, int Seeds, int Steps, int Measure, int Threads)
{
    /// <summary>Metrics of the report beside point_fidelity and block_diversity, which are always measured.</summary>
    private const string Metrics =
        "sam_median,sam_p95,band_wasserstein,fid,kid,precision,density,recall,coverage,variogram_distance,memorisation_ratio";

    private const int UsualFeatures = 32;

    /// <exception cref="InputException">A number is out of its range.</exception>
    public AugmentOrder Checked()
    {
        if (!(Confidence is >= 0 and <= 1))
            throw new InputException("--confidence", null, Confidence.ToString(CultureInfo.InvariantCulture), "must lie in 0 .. 1");
        Require("--seeds", Seeds, 3, 100);
        Require("--steps", Steps, 1, 1_000_000);
        Require("--measure", Measure, 1, 100_000);
        Require("--threads", Threads, 1, 1024);
        return this;
    }

    /// <param name="say">Told what comes next.</param>
    /// <param name="progress">Told the finished share of the trainings, 0 to 1.</param>
    /// <exception cref="InputException">Scene, labels and images do not go together.</exception>
    public AugmentReport Fill(SceneLoader scenes, Action<string> say, Action<double> progress)
    {
        var scene = scenes.Load(Scene);
        var images = EvaluateInput.Images(Images, scene);
        var facts = ImageFacts.Beside(Images);
        var crop = facts?.HeldOutCrop ?? Math.Min(images[0].Rows, images[0].Cols);
        // Before the metrics, which take longer: whatever is wrong with the labels is said at once.
        if (scene.Labels is not null) say($"training classifiers on {scene.Name} with and without {images.Count} images");
        var trial = scene.Labels is null
            ? null
            : AugmentationTrial.Run(scene, images, crop, Confidence, Seeds, Threads, progress, Steps);

        var some = images.Take(Measure).ToList();
        say($"measuring {some.Count} images against {scene.Name}");
        var block = EvaluateInput.Block(null, scene, some, Images);
        var features = Math.Clamp(some.Count / 10, 2, UsualFeatures);
        using var folder = SharedFolder.Of(null);
        var inputs = new MetricInputs(new PreparedScene(scene, new SharedWork(folder.Path), Threads), some, block, features, Threads);
        var measured = EvaluateMetrics.Parse(Metrics, scene, some, block, features, lenient: true).Measure(inputs);
        return new(this, scene, images, crop, KnowledgeOf(facts, scenes, scene), some.Count, measured.Values, measured.LeftOut, trial);
    }

    /// <summary>What the generator may have seen of the tiles that classifiers are tested on.</summary>
    private Knowledge KnowledgeOf(ImageFacts? facts, SceneLoader scenes, Scene scene)
    {
        if (facts is null) return Knowledge.Unknown;
        var same = facts.HeldOutCrop is { } crop
            ? new SceneLoader(scenes.Folders) { Labels = scenes.Labels, HoldOut = crop }.Pin(Scene).Sha256
            : scene.Sha256;
        return facts.SceneSha256 != same ? Knowledge.OtherScene
            : facts.HeldOutCrop is null ? Knowledge.WholeScene
            : Knowledge.TrainingTiles;
    }

    private static void Require(string option, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new InputException(option, null, $"{value}", $"must lie in {least} .. {most}");
    }
}

/// <summary>What the model that drew the images was trained on.</summary>
internal enum Knowledge
{
    TrainingTiles,
    WholeScene,
    OtherScene,
    Unknown,
}
