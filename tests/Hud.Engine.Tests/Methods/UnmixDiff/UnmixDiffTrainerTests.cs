using Hud.Engine.Methods;
using Hud.Engine.Methods.Ubf;
using Hud.Engine.Methods.UnmixDiff;
using Hud.Engine.Native;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.UnmixDiff;

public sealed class UnmixDiffTrainerTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("unmixdiff-trainer-");

    public UnmixDiffTrainerTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Both_stages_learn()
    {
        var spec = Spec("unmixdiff", ("autoencoder_learning_rate", "0.01"), ("learning_rate", "0.003"));
        using var trainer = Trainer(spec with { Budget = spec.Budget with { Iterations = 60 } });
        var losses = Enumerable.Range(0, 60).Select(step => trainer.Step(step)).ToArray();
        Assert.True(losses[20..30].Average() < 0.75 * losses[..10].Average(), $"{losses[..10].Average()} -> {losses[20..30].Average()}");
        Assert.True(losses[50..].Average() < 0.85 * losses[30..40].Average(), $"{losses[30..40].Average()} -> {losses[50..].Average()}");
    }

    [Theory]
    [InlineData("unmixdiff", "augment", "true")]
    [InlineData("unmixdiff", "dropout", "0.3")]
    [InlineData("unmixdiff", "image_size", "256")]
    [InlineData("unmixdiff", "endmembers", "3")]
    [InlineData("ubf", "form", "as_released")]
    [InlineData("ubf", "form", "repaired")]
    public void Every_variant_resumes_bit_by_bit_in_both_stages(string method, string option, string value)
    {
        var spec = Spec(method, (option, value));
        for (var at = 5; at <= 7; at++)
        {
            using var straight = Trainer(spec);
            using var resumed = Trainer(spec);
            for (var step = 0; step < at; step++) straight.Step(step);
            using var scope = NewDisposeScope();
            var saved = straight.State().ToDictionary(p => p.Key, p => p.Value.detach().clone());
            Assert.True(double.IsFinite(straight.Step(at)));
            resumed.Load(saved);
            resumed.Step(at);
            Assert.Equal(StateHash.Of(straight.State()), StateHash.Of(resumed.State()));
            // Each stage moves its own network and leaves the other alone.
            var moved = straight.State().Where(p => !saved[p.Key].equal(p.Value).all().item<bool>()).Select(p => p.Key).ToList();
            Assert.NotEmpty(moved);
            Assert.All(moved, name => Assert.StartsWith(at < 6 ? "autoencoder." : "network.", name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Encoder_of_ubf_sees_the_scenes_pseudo_colour_and_that_of_ud_all_bands()
    {
        var scene = SmallTrial.Scenes.Load(Spec("ubf").Scene.Name);
        var (red, green, blue) = scene.ColourBands;
        Assert.Equal([red, green, blue], new UbfMethod().EncoderBands(scene));
        Assert.Empty(new UnmixDiffMethod().EncoderBands(scene));
        using var colours = Trainer(Spec("ubf"));
        using var all = Trainer(Spec("unmixdiff"));
        Assert.Equal([8L, 3, 3, 3], colours.State()["autoencoder.first.weight"].shape);
        Assert.Equal([8L, 12, 3, 3], all.State()["autoencoder.first.weight"].shape);
        Assert.All([colours, all], t => Assert.Equal([12L, 5, 1, 1], t.State()["autoencoder.decoder.weight"].shape));
    }

    [Fact]
    public void Repaired_abundances_sum_to_one_and_released_ones_do_not()
    {
        double[] Sums(string form)
        {
            using var trainer = Trainer(Spec("unmixdiff", ("form", form)));
            trainer.Step(0);
            using var model = trainer.Export();
            using var generator = new UnmixDiffGenerator(model);
            var request = new GenerationRequest(new Sampling(2, "ddpm", 4), 16, 16, new SeedTree(1));
            return [.. generator.GenerateAbundances(request, 0, 2).SelectMany(i => i.Chunk(5)).Select(x => x.Sum(v => (double)v))];
        }

        Assert.All(Sums("repaired"), sum => Assert.Equal(1, sum, 1e-6));
        Assert.True(Sums("as_released").Max(sum => Math.Abs(sum - 1)) > 0.1);
    }

    [Fact]
    public void Training_and_sampling_keep_the_number_of_tensors()
    {
        using var trainer = Trainer(Spec("unmixdiff"));
        trainer.Step(0);
        trainer.Step(6);
        using var model = trainer.Export();
        using var generator = new UnmixDiffGenerator(model);
        var before = LiveTensors;
        foreach (var step in (long[])[1, 2, 3, 7, 8, 9]) trainer.Step(step);
        generator.Generate(new(new Sampling(1, "ddpm", 3), 16, 16, new SeedTree(1)), 0, 2);
        Assert.Equal(before, LiveTensors);
    }

    [Theory]
    [InlineData("autoencoder.decoder.weight", 0, "autoencoder.first.weight")]
    [InlineData("autoencoder.first.weight", 6, "network.conv_in.weight")]
    [InlineData("network.conv_out.weight", 6, "network.conv_in.weight")]
    public void Poisoned_weights_are_noticed_and_not_spread(string poisoned, long step, string watched)
    {
        using var trainer = Trainer(Spec("unmixdiff"));
        using (no_grad()) trainer.State()[poisoned].view(-1)[0].fill_(float.NaN);
        var before = trainer.State()[watched].bytes.ToArray();
        Assert.True(double.IsNaN(trainer.Step(step)));
        Assert.Equal(before, trainer.State()[watched].bytes.ToArray());
    }

    /// <summary>The second and third loss of each stage come after updates, so gradients must agree too.</summary>
    [Fact]
    public void Two_threads_train_as_one_in_both_stages()
    {
        double[] Losses(int threads)
        {
            TorchRuntime.Ensure(threads);
            using var trainer = Trainer(Spec("unmixdiff") with { Threads = threads });
            return [.. ((long[])[0, 1, 2, 6, 7, 8]).Select(trainer.Step)];
        }

        Assert.All(Losses(1).Zip(Losses(2)), p => Assert.Equal(p.First, p.Second, 1e-4));
    }

    [Fact]
    public void Learning_rate_of_the_autoencoder_falls_to_a_tenth_at_the_thirtieth_of_forty_epochs()
    {
        Assert.Equal([1, 1, 0.1, 0.1], ((long[])[0, 28, 29, 39]).Select(epoch => AutoencoderStage.Decay(epoch, 40)));
        Assert.Equal([1, 0.1], ((long[])[724, 725]).Select(step => AutoencoderStage.Decay(step, 1000)));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static long LiveTensors => TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    /// <summary>Six steps for each stage.</summary>
    private static TrialSpec Spec(string method, params (string, string)[] options) =>
        SmallTrial.SpecOf(method, 16, "ddpm", [("autoencoder_share", "0.5"), .. options]);

    private ITrainer Trainer(TrialSpec spec) => MethodRegistry.Get(spec.Method).Create(
        new PreparedScene(SmallTrial.Scenes.Load(spec.Scene.Name), new SharedWork(_root.FullName), 1), spec);
}
