using Hud.Engine.Methods;
using Hud.Engine.Methods.MprNet;
using Hud.Engine.Native;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.MprNet;

public sealed class MprNetTrainerTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mprnet-");

    public MprNetTrainerTests() => TorchRuntime.Ensure(1);

    /// <summary>The loss falls to a fifth, and a restored window differs from the real one by less than half as much as the
    /// scene's mean spectrum does.</summary>
    [Fact]
    public void Training_learns_the_spectra_of_a_small_scene()
    {
        var spec = SmallTrial.SpecOf("mprnet", 16, "ddim", ("learning_rate", "0.003"));
        spec = spec with { Budget = spec.Budget with { Iterations = 120 } };
        using var trainer = Trainer(spec);
        var losses = Enumerable.Range(0, 120).Select(step => trainer.Step(step)).ToArray();
        var (first, last) = (losses[..5].Average(), losses[^10..].Average());
        Assert.True(last < first / 5, $"{first} to {last}");

        using var model = trainer.Export();
        using var generator = new MprNetGenerator(model);
        var (cube, picture) = (SmallTrial.Scenes.Load(spec.Scene.Name).Cube, ColourPicture.Of(model));
        double[] mean = [.. Enumerable.Range(0, cube.Bands).Select(b => Enumerable.Range(0, cube.Pixels).Average(i => cube.Pixel(i)[b]))];
        var real = cube.Crop(8, 4, 16, 16).Data;
        var restored = generator.Restore(picture.Bands.Crop(8, 4, 16, 16)).Data;
        var error = real.Zip(restored, (a, b) => Math.Abs(a - b)).Average();
        var guess = real.Select((v, i) => Math.Abs(v - mean[i % cube.Bands])).Average();
        Assert.True(error < guess / 2, $"{error} against {guess}");
        Assert.All(restored, v => Assert.InRange(v, 0f, 1f));
    }

    [Theory]
    [InlineData("augment", "true", 1)]
    [InlineData("clip_norm", "0", 1)]
    [InlineData("edge_weight", "0", 1)]
    [InlineData("preset", "small", 1)]
    [InlineData("preset", "tiny", 2)]
    public void Every_variant_resumes_bit_by_bit(string option, string value, int threads)
    {
        var spec = SmallTrial.SpecOf("mprnet", 16, "ddim") with { Threads = threads };
        spec = spec with { Options = spec.Options.SetItem(option, value) };
        using var straight = Trainer(spec);
        using var resumed = Trainer(spec);
        for (var step = 0; step < 2; step++) straight.Step(step);
        var saved = straight.State().ToDictionary(p => p.Key, p => p.Value.detach().clone());
        var loss = straight.Step(2);
        Assert.True(double.IsFinite(loss));
        resumed.Load(saved);
        Assert.Equal(loss, resumed.Step(2));
        Assert.All(straight.State(), p => Assert.Equal(p.Value.bytes.ToArray(), resumed.State()[p.Key].bytes.ToArray()));
    }

    [Fact]
    public void Poisoned_weights_are_noticed_and_not_spread()
    {
        using var trainer = Trainer(SmallTrial.SpecOf("mprnet", 16, "ddim"));
        using (no_grad()) trainer.State()["network.tail.weight"].view(-1)[0].fill_(float.NaN);
        var before = trainer.State()["network.lift.weight"].bytes.ToArray();
        Assert.True(double.IsNaN(trainer.Step(0)));
        Assert.Equal(before, trainer.State()["network.lift.weight"].bytes.ToArray());
    }

    /// <summary>The second and third loss come after updates, so gradients must agree too.</summary>
    [Fact]
    public void Two_threads_train_as_one()
    {
        double[] Losses(int threads)
        {
            TorchRuntime.Ensure(threads);
            using var trainer = Trainer(SmallTrial.SpecOf("mprnet", 16, "ddim", ("learning_rate", "0.01")) with { Threads = threads });
            return [.. ((long[])[0, 1, 2]).Select(trainer.Step)];
        }

        Assert.All(Losses(1).Zip(Losses(2)), p => Assert.Equal(p.First, p.Second, 1e-4));
    }

    [Fact]
    public void Batch_pairs_the_colours_of_a_crop_with_its_spectra()
    {
        var scene = SmallTrial.Scenes.Load("synthetic:rows=40,cols=36,bands=12,endmembers=4");
        var (red, green, blue) = scene.ColourBands;
        using var pairs = new CropPairs(
            scene.Cube, ColourPicture.Of(scene), new(scene, 16, turn: true), new SeedTree(3), batch: 4, threads: 2);
        pairs.Fill(5);
        using var scope = NewDisposeScope();
        Assert.True(pairs.Colours.eq(pairs.Spectra.index_select(1, tensor([(long)red, green, blue]))).all().ToBoolean());
        var first = pairs.Spectra.bytes.ToArray();
        pairs.Fill(6);
        Assert.NotEqual(first, pairs.Spectra.bytes.ToArray());
        pairs.Fill(5);
        Assert.Equal(first, pairs.Spectra.bytes.ToArray());
    }

    [Fact]
    public void Learning_rate_rises_over_its_share_and_falls_to_the_final_rate()
    {
        var rates = MprNetTrainer.Schedule(new MprNetOptions(), 1000);
        Assert.Equal(2e-4 / 12, rates.RateAt(0), 1e-12);
        Assert.Equal(2e-4, rates.RateAt(12), 1e-12);
        Assert.Equal((2e-4 + 1e-6) / 2, rates.RateAt(12 + (987 / 2)), 1e-6);
        Assert.Equal(1e-6, rates.RateAt(999), 1e-12);
    }

    [Fact]
    public void Training_keeps_the_number_of_tensors()
    {
        using var trainer = Trainer(SmallTrial.SpecOf("mprnet", 16, "ddim"));
        trainer.Step(0);
        var before = LiveTensors;
        for (var step = 1; step < 5; step++) trainer.Step(step);
        Assert.Equal(before, LiveTensors);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static long LiveTensors => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private ITrainer Trainer(TrialSpec spec) => new MprNetMethod().Create(
        new PreparedScene(SmallTrial.Scenes.Load(spec.Scene.Name), new SharedWork(_root.FullName), 1), spec);
}
