using Hud.Engine.Methods;
using Hud.Engine.Methods.Hud;
using Hud.Engine.Native;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.Hud;

public sealed class HudTrainerTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hud-trainer-");

    public HudTrainerTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void First_loss_is_the_power_of_the_noise_and_training_lowers_it()
    {
        using var trainer = Trainer(SmallTrial.SpecOf(("learning_rate", "0.002"), ("warmup", "0")));
        // The last convolution starts at zero, so the first prediction is 0 and the loss the noise's mean square.
        Assert.Equal(1, trainer.Step(0), 0.1);
        var losses = Enumerable.Range(1, 60).Select(step => trainer.Step(step)).ToArray();
        Assert.True(losses[^10..].Average() < 0.8, $"{losses[^10..].Average()}");
    }

    [Theory]
    [InlineData("prediction", "v")]
    [InlineData("schedule", "cosine")]
    [InlineData("projection", "ilr")]
    [InlineData("projection", "none")]
    [InlineData("standardise", "false")]
    [InlineData("min_snr_gamma", "5")]
    [InlineData("augment", "true")]
    [InlineData("precision", "bf16")]
    [InlineData("dropout", "0.3")]
    [InlineData("abundances", "linear")]
    [InlineData("extractor", "spa")]
    [InlineData("finetune_rounds", "2")]
    [InlineData("sigma", "beta")]
    public void Every_variant_trains_resumes_bit_by_bit_and_samples_abundances(string option, string value)
    {
        var spec = SmallTrial.SpecOf((option, value));
        using var straight = Trainer(spec);
        using var resumed = Trainer(spec);
        for (var step = 0; step < 2; step++) straight.Step(step);
        var saved = straight.State().ToDictionary(p => p.Key, p => p.Value.detach().clone());
        Assert.True(double.IsFinite(straight.Step(2)));
        resumed.Load(saved);
        resumed.Step(2);
        Assert.All(straight.State(), p => Assert.Equal(p.Value.bytes.ToArray(), resumed.State()[p.Key].bytes.ToArray()));

        using var model = straight.Export();
        using var generator = new HudGenerator(model);
        var request = new GenerationRequest(new Sampling(2, "ddpm", 5), 16, 16, new SeedTree(1));
        foreach (var image in generator.GenerateAbundances(request, 0, 2))
        {
            Assert.All(image, x => Assert.True(x >= 0));
            Assert.All(image.Chunk(4), x => Assert.Equal(1, x.Sum(v => (double)v), 1e-6));
        }
    }

    [Fact]
    public void Exported_model_holds_the_averaged_weights()
    {
        using var trainer = Trainer(SmallTrial.Spec);
        for (var step = 0; step < 5; step++) trainer.Step(step);
        using var model = trainer.Export();
        var state = trainer.State();
        var name = "conv_out.weight";
        Assert.Equal(state["ema." + name].bytes.ToArray(), model.Tensors["network." + name].bytes.ToArray());
        Assert.NotEqual(state["network." + name].bytes.ToArray(), model.Tensors["network." + name].bytes.ToArray());
    }

    [Fact]
    public void Training_keeps_the_number_of_tensors()
    {
        using var trainer = Trainer(SmallTrial.Spec);
        trainer.Step(0);
        var before = LiveTensors;
        for (var step = 1; step < 5; step++) trainer.Step(step);
        Assert.Equal(before, LiveTensors);
    }

    [Fact]
    public void Sampling_keeps_the_number_of_tensors()
    {
        using var trainer = Trainer(SmallTrial.Spec);
        using var model = trainer.Export();
        using var generator = new HudGenerator(model);
        var before = LiveTensors;
        foreach (var sampler in (string[])["ddpm", "ddim", "dpm"])
            generator.Generate(new(new Sampling(1, sampler, 3), 16, 16, new SeedTree(1)), 0, 2);
        Assert.Equal(before, LiveTensors);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static long LiveTensors => TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private ITrainer Trainer(TrialSpec spec) => new HudMethod().Create(
        new PreparedScene(SmallTrial.Scenes.Load(spec.Scene.Name), new SharedWork(_root.FullName), 1), spec);
}
