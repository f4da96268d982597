using Hud.Engine.Methods;
using Hud.Engine.Methods.Gan;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Plans;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.Gan;

public sealed class GanTrainerTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hud-gan-");

    public GanTrainerTests() => TorchRuntime.Ensure(1);

    [Theory]
    [InlineData("recipe", "dcgan")]
    [InlineData("recipe", "resnet")]
    [InlineData("augment", "true")]
    [InlineData("ema_decay", "0.9")]
    [InlineData("decay", "true")]
    [InlineData("clip_norm", "0.1")]
    [InlineData("critic_steps", "1")]
    [InlineData("dequantisation", "0.01")]
    [InlineData("penalty", "0")]
    public void Every_variant_trains_resumes_bit_by_bit_and_samples_the_scenes_range(string option, string value)
    {
        var spec = Spec((option, value));
        using var straight = Trainer(spec);
        using var resumed = Trainer(spec);
        for (var step = 0; step < 2; step++) straight.Step(step);
        var saved = straight.State().ToDictionary(p => p.Key, p => p.Value.detach().clone());
        Assert.True(double.IsFinite(straight.Step(2)));
        resumed.Load(saved);
        resumed.Step(2);
        Assert.Equal(StateHash.Of(straight.State()), StateHash.Of(resumed.State()));

        var (low, high) = Range();
        Assert.All(Draw(straight, 2), image => Assert.All(image.Data, x => Assert.InRange(x, low - 1e-6f, high + 1e-6f)));
    }

    /// <summary>Both networks move, and each by its own loss: the generator's step leaves no gradient in the critic.</summary>
    [Fact]
    public void Step_moves_both_networks_and_leaves_no_gradient_behind()
    {
        using var trainer = Trainer(Spec());
        var before = trainer.State().ToDictionary(p => p.Key, p => p.Value.detach().clone());
        trainer.Step(0);
        foreach (var (name, tensor) in trainer.State())
        {
            if (!name.StartsWith("generator.", StringComparison.Ordinal) && !name.StartsWith("critic.", StringComparison.Ordinal)) continue;
            // A shift before a normalisation has no effect, nor has one of both scores whose difference is the loss.
            if (name is "generator.fc.bias" or "generator.up1.bias" or "generator.up2.bias" or "critic.fc.bias") continue;
            Assert.False(before[name].allclose(tensor, 0, 1e-12), name);
            Assert.True(tensor.grad is null || tensor.grad.abs().max().ToDouble() == 0, name);
        }
    }

    [Fact]
    public void Two_threads_give_the_loss_of_one()
    {
        var spec = Spec();
        using var one = Trainer(spec);
        var alone = one.Step(0);
        TorchRuntime.Ensure(2);
        using var two = Trainer(spec with { Threads = 2 });
        Assert.Equal(alone, two.Step(0), 1e-3);
    }

    [Theory]
    [InlineData("critic.conv2.weight")]
    [InlineData("generator.up2.weight")]
    public void Poisoned_weights_are_noticed_and_not_spread(string poisoned)
    {
        using var trainer = Trainer(Spec());
        using (no_grad()) trainer.State()[poisoned].view(-1)[0].fill_(float.NaN);
        var before = Watched();
        Assert.True(double.IsNaN(trainer.Step(0)));
        Assert.Equal(before, Watched());

        byte[] Watched() => [.. ((string[])["critic.conv1.weight", "generator.up1.weight"]).SelectMany(n => trainer.State()[n].bytes.ToArray())];
    }

    /// <summary>With the rate at its end there is nothing left to move.</summary>
    [Fact]
    public void Decaying_rate_is_zero_after_the_last_iteration()
    {
        var spec = Spec(("decay", "true"));
        using var trainer = Trainer(spec);
        trainer.Step(0);
        var before = StateHash.Of(Parameters(trainer));
        trainer.Step(spec.Budget.Iterations);
        Assert.Equal(before, StateHash.Of(Parameters(trainer)));
    }

    /// <summary>A scene whose crops hardly differ from one another: a generator that learns must come to its mean spectrum.</summary>
    [Fact]
    public void Training_brings_generated_spectra_to_the_scenes()
    {
        var spec = Spec(("learning_rate", "0.001"), ("critic_steps", "2"));
        using var trainer = Trainer(spec);
        var before = Distance();
        for (var step = 0; step < 60; step++) Assert.True(double.IsFinite(trainer.Step(step)));
        Assert.InRange(Distance(), 0, before / 2);

        double Distance()
        {
            var real = MeanSpectrum([SmallTrial.Scenes.Load(spec.Scene.Name).Cube]);
            return Math.Sqrt(MeanSpectrum(Draw(trainer, 16)).Zip(real, (a, b) => (a - b) * (a - b)).Sum());
        }
    }

    [Fact]
    public void Training_and_sampling_keep_the_number_of_tensors()
    {
        using var trainer = Trainer(Spec());
        for (var step = 0; step < 2; step++) trainer.Step(step);
        using var model = trainer.Export();
        using var generator = new GanMethod().Load(model);
        var before = LiveTensors;
        for (var step = 2; step < 5; step++) trainer.Step(step);
        generator.Generate(new(new Sampling(3, "ddpm", 1000), 16, 16, new SeedTree(1)), 0, 3);
        Assert.Equal(before, LiveTensors);
    }

    [Fact]
    public void Open_options_become_those_of_the_recipe()
    {
        var method = new GanMethod();
        var dcgan = Spec().Options;
        var resnet = Spec(("recipe", "resnet")).Options;
        Assert.Equal(("0.0001", "0.5", "false", "0"), (dcgan["learning_rate"], dcgan["beta1"], dcgan["decay"], dcgan["dequantisation"]));
        Assert.Equal(("0.0002", "0", "true", "0.0078125"), (resnet["learning_rate"], resnet["beta1"], resnet["decay"], resnet["dequantisation"]));
        Assert.Equal("0.3", Spec(("recipe", "resnet"), ("beta1", "0.3")).Options["beta1"]);
        Assert.Equal("GAN", method.Title);
    }

    [Theory]
    [InlineData(12, 4, "multiple of 8")]
    [InlineData(4, 4, "multiple of 8")]
    [InlineData(16, 1, "at least 2")]
    public void Crops_and_batches_that_the_networks_cannot_take_are_refused_while_planning(int crop, int batch, string rule)
    {
        var spec = Spec();
        var fault = Assert.Throws<InputException>(
            () => new GanMethod().Check(spec with { Budget = spec.Budget with { Crop = crop, Batch = batch } }));
        Assert.Contains(rule, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_size_than_the_trained_one_is_refused()
    {
        using var trainer = Trainer(Spec());
        using var model = trainer.Export();
        using var generator = new GanMethod().Load(model);
        var fault = Assert.Throws<InputException>(
            () => generator.Generate(new(new Sampling(1, "ddim", 3), 16, 24, new SeedTree(1)), 0, 1));
        Assert.Contains("draws 16x16 only", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scaling")]
    [InlineData("generator.norm1.running_mean")]
    public void Model_without_a_tensor_is_refused(string missing)
    {
        using var trainer = Trainer(Spec());
        using var model = trainer.Export();
        var fewer = new ModelFile(model.Header, model.Tensors.Where(t => t.Key != missing).ToDictionary());
        Assert.Contains(missing, Assert.Throws<InvalidDataException>(() => new GanMethod().Load(fewer)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static long LiveTensors => TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static TrialSpec Spec(params (string Name, string Value)[] options) => SmallTrial.SpecOf("gan", 16, "ddpm", options);

    private static IReadOnlyList<Cube> Draw(ITrainer trainer, int count)
    {
        using var model = trainer.Export();
        using var generator = new GanMethod().Load(model);
        return generator.Generate(new(new Sampling(count, "ddpm", 1000), 16, 16, new SeedTree(1)), 0, count);
    }

    private static double[] MeanSpectrum(IReadOnlyList<Cube> cubes) =>
        [.. Enumerable.Range(0, 12).Select(b => cubes.Average(c => Enumerable.Range(0, c.Pixels).Average(p => (double)c.Pixel(p)[b])))];

    private static IEnumerable<KeyValuePair<string, Tensor>> Parameters(ITrainer trainer) =>
        trainer.State().Where(p => p.Key.StartsWith("critic.", StringComparison.Ordinal) || p.Key.StartsWith("ema.", StringComparison.Ordinal));

    private static (float Low, float High) Range()
    {
        var data = SmallTrial.Scenes.Load(Spec().Scene.Name).Cube.Data;
        return (data.Min(), data.Max());
    }

    private ITrainer Trainer(TrialSpec spec) => new GanMethod().Create(
        new PreparedScene(SmallTrial.Scenes.Load(spec.Scene.Name), new SharedWork(_root.FullName), spec.Threads), spec);
}
