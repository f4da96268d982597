using Hud.Engine.Augmentation;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Statistics;

namespace Hud.Engine.Tests.Augmentation;

public sealed class AugmentationTrialTests
{
    [Fact]
    public void Separable_classes_are_labelled_right_and_leave_nothing_to_gain()
    {
        var trial = Run(FieldScene.Of(0.02), FieldScene.Images(9, 0.02));
        for (var n = 0; n < 9; n++) Assert.All(trial.Labels.Maps[n], label => Assert.Equal(1 + (n % 3), label));
        Assert.Equal(1, trial.Labels.Labeller.Mean);
        Assert.Equal((1.0, 1.0), (trial.Labels.Labeller.Confident, trial.Labels.Labeller.ConfidentRight));
        Assert.Equal([0, 1 / 3.0, 1 / 3.0, 1 / 3.0], trial.Labels.Shares);
        Assert.All(trial.Sets.Values, scores => Assert.All(scores, s => Assert.Equal(1, s.Mean)));
        Assert.Equal(GainVerdict.Undecided, trial.SyntheticGain.Verdict);
        Assert.StartsWith("Undecided: ", AugmentationVerdict.Of(trial), StringComparison.Ordinal);
        Assert.Equal((FieldScene.Rows * FieldScene.Cols, 3), (trial.TrainingPixels + trial.TestPixels, trial.Tested.Count));
    }

    public static TheoryData<string> Nonsense => ["uniform", "normal", "dark", "wide"];

    [Theory, MemberData(nameof(Nonsense))]
    public void Noise_is_never_called_a_gain(string kind)
    {
        var trial = Run(FieldScene.Of(0.2), FieldScene.Noise(40, random => kind switch
        {
            "uniform" => random.NextDouble(),
            "normal" => 0.4 + (0.2 * random.NextGaussian()),
            "dark" => 0.01 * random.NextDouble(),
            _ => 20 * (random.NextDouble() - 0.5),
        }));
        Assert.InRange(trial.Sets[TrainingSet.Real].Average(s => s.Mean), 0.7, 0.97);
        Assert.NotEqual(GainVerdict.Gain, trial.SyntheticGain.Verdict);
        Assert.DoesNotContain("Gain", AugmentationVerdict.Of(trial), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_one_class_alone_cost_accuracy_and_are_called_a_loss_when_nothing_else_is_trained_on()
    {
        var trial = Run(FieldScene.Of(0.2), [FieldScene.Images(1, 0.2)[0]]);
        var alone = PairedDifference.Of(Means(trial, TrainingSet.Synthetic), Means(trial, TrainingSet.Real), 0.005);
        Assert.Equal(GainVerdict.Loss, alone.Verdict);
        Assert.NotEqual(GainVerdict.Gain, trial.SyntheticGain.Verdict);
    }

    [Fact]
    public void Confidence_that_nothing_reaches_leaves_every_pixel_unlabelled_and_training_as_it_was()
    {
        var trial = Run(FieldScene.Of(0.2), FieldScene.Noise(2, _ => 0.4), confidence: 1);
        Assert.All(trial.Labels.Maps, map => Assert.All(map, label => Assert.Equal(0, label)));
        Assert.Equal(0, trial.Labels.Labelled);
        Assert.False(trial.Sets.ContainsKey(TrainingSet.Synthetic));
        Assert.Equal(Means(trial, TrainingSet.Real), Means(trial, TrainingSet.RealAndSynthetic));
        Assert.Equal(Means(trial, TrainingSet.Real), Means(trial, TrainingSet.RealAndCopies));
    }

    [Fact]
    public void Number_of_threads_changes_no_bit_and_neither_does_a_second_run()
    {
        var (scene, images) = (FieldScene.Of(0.2), FieldScene.Images(6, 0.2));
        var (one, two) = (Run(scene, images, threads: 1), Run(scene, images, threads: 2));
        Assert.Equal(one.Labels.Maps, two.Labels.Maps);
        foreach (var set in Enum.GetValues<TrainingSet>()) Assert.Equal(Means(one, set), Means(two, set));
    }

    [Fact]
    public void Scene_without_ground_truth_is_refused_with_the_option_that_names_it()
    {
        var e = Assert.Throws<InputException>(() => Run(FieldScene.Of(0.1) with { Labels = null }, FieldScene.Images(1, 0.1)));
        Assert.Contains("--labels", e.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_inside_the_held_out_tiles_alone_teach_nothing()
    {
        var heldOut = HeldOutTiles.Of(FieldScene.Rows, FieldScene.Cols, FieldScene.Crop);
        var e = Refused((row, col) => heldOut[(row * FieldScene.Cols) + col] ? FieldScene.ClassAt(row, col) : (byte)0);
        Assert.Equal(("ground truth", "0"), (e.Place, e.Value));
        Assert.Contains("at least two classes", e.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_one_class_are_no_choice() =>
        Assert.Equal("1", Refused((_, _) => 2).Value);

    [Fact]
    public void Labels_outside_the_held_out_tiles_alone_test_nothing()
    {
        var heldOut = HeldOutTiles.Of(FieldScene.Rows, FieldScene.Cols, FieldScene.Crop);
        var e = Refused((row, col) => heldOut[(row * FieldScene.Cols) + col] ? (byte)0 : FieldScene.ClassAt(row, col));
        Assert.Contains("for a test", e.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_that_only_one_of_the_groups_has_is_named_and_does_not_count()
    {
        var heldOut = HeldOutTiles.Of(FieldScene.Rows, FieldScene.Cols, FieldScene.Crop);
        var scene = FieldScene.Of(0.02, (row, col) => FieldScene.ClassAt(row, col) is var label
            && label == 3 && heldOut[(row * FieldScene.Cols) + col] ? (byte)0 : label);
        var trial = Run(scene, FieldScene.Images(3, 0.02));
        Assert.Equal([1, 2], trial.Tested);
        Assert.Equal([3], trial.Untested);
        Assert.All(trial.Labels.Maps[2], label => Assert.Equal(3, label));
    }

    [Fact]
    public void Scene_smaller_than_two_images_cannot_be_split()
    {
        var e = Assert.Throws<InputException>(() =>
            AugmentationTrial.Run(FieldScene.Of(0.1), FieldScene.Images(1, 0.1), 40, 0.9, 3, 2));
        Assert.Contains("at least 80 x 40", e.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.49, true)]
    [InlineData(0.5, false)]
    [InlineData(1.3, false)]
    public void Images_less_than_half_as_far_from_the_scene_as_real_ones_count_as_copies(double ratio, bool copied)
    {
        Assert.Equal(copied, AugmentationVerdict.Memorised(ratio));
        Assert.StartsWith(copied ? "Copies: " : "No copies found: ", AugmentationVerdict.OfMemorisation(ratio), StringComparison.Ordinal);
    }

    private static InputException Refused(Func<int, int, byte> labels) =>
        Assert.Throws<InputException>(() => Run(FieldScene.Of(0.1, labels), FieldScene.Images(1, 0.1)));

    private static double[] Means(AugmentationTrial trial, TrainingSet set) => [.. trial.Sets[set].Select(s => s.Mean)];

    private static AugmentationTrial Run(Scene scene, IReadOnlyList<Cube> images, double confidence = 0.9, int threads = 2) =>
        AugmentationTrial.Run(scene, images, FieldScene.Crop, confidence, 3, threads, steps: 300);
}
