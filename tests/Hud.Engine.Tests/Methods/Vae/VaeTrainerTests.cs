using Hud.Engine.Methods;
using Hud.Engine.Methods.Vae;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Plans;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.Vae;

public sealed class VaeTrainerTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hud-vae-");

    public VaeTrainerTests() => TorchRuntime.Ensure(1);

    /// <summary>Counted by hand from the widths w, 2w, 4w, 8w at sides 32, 16, 8, 4 and the latent numbers.</summary>
    [Theory]
    [InlineData("tiny", 103, 58_160, 61_639)]
    [InlineData("small", 103, 361_376, 307_495)]
    [InlineData("paper", 103, 1_440_576, 1_221_095)]
    [InlineData("paper", 200, 1_443_680, 1_224_296)]
    public void Networks_have_the_documented_parameters(string preset, int bands, long encoder, long decoder)
    {
        var options = OptionBinding.Bind<VaeOptions>("vae", new Dictionary<string, string> { ["preset"] = preset });
        using var network = new VaeNetwork(options, bands, 32);
        long Of(string part) => network.named_parameters()
            .Where(p => p.name.StartsWith(part, StringComparison.Ordinal)).Sum(p => p.parameter.numel());
        Assert.Equal((encoder, decoder, 1), (Of("encoder."), Of("decoder."), Of("scale")));
    }

    [Theory]
    [InlineData("preset", "tiny")]
    [InlineData("latent_size", "3")]
    [InlineData("likelihood_scale", "0.5")]
    [InlineData("beta", "4")]
    [InlineData("kl_warmup", "10")]
    [InlineData("clip_norm", "0")]
    [InlineData("augment", "true")]
    public void Every_variant_trains_resumes_bit_by_bit_and_samples(string option, string value)
    {
        var spec = option == "preset" ? Spec() : Spec((option, value));
        using var straight = Trainer(spec);
        using var resumed = Trainer(spec);
        for (var step = 0; step < 2; step++) straight.Step(step);
        var saved = straight.State().ToDictionary(p => p.Key, p => p.Value.detach().clone());
        Assert.True(double.IsFinite(straight.Step(2)));
        resumed.Load(saved);
        resumed.Step(2);
        Assert.Equal(StateHash.Of(straight.State()), StateHash.Of(resumed.State()));
        Assert.All(Draw(straight, 2), image => Assert.All(image.Data, x => Assert.True(float.IsFinite(x))));
    }

    /// <summary>A decoder that says N(0, 1) of standardised values costs 0.5 log(2 pi) + 0.5 nats a value.</summary>
    [Fact]
    public void Loss_starts_at_that_of_a_decoder_that_knows_nothing_and_falls()
    {
        using var trainer = Trainer(Spec(("learning_rate", "0.005")));
        var losses = Enumerable.Range(0, 100).Select(step => trainer.Step(step)).ToArray();
        var uninformed = (0.5 * Math.Log(2 * Math.PI)) + 0.5;
        Assert.InRange(losses[0], uninformed - 0.2, uninformed + 0.5);
        Assert.InRange(losses[^20..].Average(), 0, uninformed - 0.1);
    }

    [Fact]
    public void Divergence_rises_to_its_weight_over_the_warm_up()
    {
        var options = new VaeOptions { Beta = 2, KlWarmup = 4 };
        Assert.Equal([0.5, 1, 1.5, 2, 2], Enumerable.Range(0, 5).Select(s => options.DivergenceWeight(s)));
        Assert.Equal(2, (options with { KlWarmup = 0 }).DivergenceWeight(0));
    }

    [Fact]
    public void Two_threads_train_as_one()
    {
        double[] Losses(int threads)
        {
            TorchRuntime.Ensure(threads);
            using var trainer = Trainer(Spec() with { Threads = threads });
            return [.. ((long[])[0, 1, 2]).Select(trainer.Step)];
        }

        Assert.All(Losses(1).Zip(Losses(2)), p => Assert.Equal(p.First, p.Second, 1e-4));
    }

    [Fact]
    public void Poisoned_weights_are_noticed_and_not_spread()
    {
        using var trainer = Trainer(Spec());
        using (no_grad()) trainer.State()["network.decoder.conv_out.weight"].view(-1)[0].fill_(float.NaN);
        var before = trainer.State()["network.encoder.conv_in.weight"].bytes.ToArray();
        Assert.True(double.IsNaN(trainer.Step(0)));
        Assert.Equal(before, trainer.State()["network.encoder.conv_in.weight"].bytes.ToArray());
    }

    [Fact]
    public void Fixed_scale_is_the_given_one_and_the_learned_one_starts_at_the_scenes_deviation()
    {
        using var scope = NewDisposeScope();
        using var given = new VaeNetwork(new VaeOptions { LikelihoodScale = 0.25 }, 4, 8);
        using var learned = new VaeNetwork(new VaeOptions(), 4, 8);
        Assert.Equal(Math.Log(0.25), given.LogScale().ToDouble(), 1e-6);
        Assert.Equal(0, learned.LogScale().ToDouble());
        Assert.Equal(given.parameters().Count() + 1, learned.parameters().Count());
    }

    [Fact]
    public void Training_and_sampling_keep_the_number_of_tensors()
    {
        using var trainer = Trainer(Spec());
        for (var step = 0; step < 2; step++) trainer.Step(step);
        using var model = trainer.Export();
        using var generator = new VaeMethod().Load(model);
        var before = LiveTensors;
        for (var step = 2; step < 5; step++) trainer.Step(step);
        generator.Generate(new(new Sampling(3, "ddpm", 1000), 16, 16, new SeedTree(1)), 0, 3);
        Assert.Equal(before, LiveTensors);
    }

    [Fact]
    public void Open_options_become_those_of_the_preset() =>
        Assert.Equal(("16", "0"), (Spec().Options["latent_size"], Spec().Options["likelihood_scale"]));

    [Theory]
    [InlineData(12)]
    [InlineData(4)]
    public void Crops_that_the_strides_do_not_divide_are_refused_while_planning(int crop)
    {
        var spec = Spec();
        var fault = Assert.Throws<InputException>(
            () => new VaeMethod().Check(spec with { Budget = spec.Budget with { Crop = crop } }));
        Assert.Contains("multiple of 8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_size_than_the_trained_one_is_refused()
    {
        using var trainer = Trainer(Spec());
        using var model = trainer.Export();
        using var generator = new VaeMethod().Load(model);
        Assert.Throws<InputException>(() => generator.Generate(new(new Sampling(1, "ddim", 3), 8, 16, new SeedTree(1)), 0, 1));
    }

    [Theory]
    [InlineData("scaling")]
    [InlineData("decoder.conv_out.bias")]
    public void Model_without_a_tensor_is_refused(string missing)
    {
        using var trainer = Trainer(Spec());
        using var model = trainer.Export();
        var fewer = new ModelFile(model.Header, model.Tensors.Where(t => t.Key != missing).ToDictionary());
        Assert.Contains(missing, Assert.Throws<InvalidDataException>(() => new VaeMethod().Load(fewer)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static long LiveTensors => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static TrialSpec Spec(params (string Name, string Value)[] options) => SmallTrial.SpecOf("vae", 16, "ddpm", options);

    private static IReadOnlyList<Cube> Draw(ITrainer trainer, int count)
    {
        using var model = trainer.Export();
        using var generator = new VaeMethod().Load(model);
        return generator.Generate(new(new Sampling(count, "ddpm", 1000), 16, 16, new SeedTree(1)), 0, count);
    }

    private ITrainer Trainer(TrialSpec spec) => new VaeMethod().Create(
        new PreparedScene(SmallTrial.Scenes.Load(spec.Scene.Name), new SharedWork(_root.FullName), spec.Threads), spec);
}
