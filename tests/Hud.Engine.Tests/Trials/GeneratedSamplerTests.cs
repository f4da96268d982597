using Hud.Engine.Methods;
using Hud.Engine.Native;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Training;
using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Trials;

public sealed class GeneratedSamplerTests : IDisposable
{
    private readonly SmallTrial _trial = new();

    public GeneratedSamplerTests() => _trial.Run();

    [Fact]
    public void Model_file_alone_draws_the_samples_of_its_trial()
    {
        using var sampler = GeneratedSampler.Load(_trial.Folder.Model, 1);
        var drawn = sampler.Generate(SmallTrial.Spec.Sampling.Count).SelectMany(c => c.Data);
        Assert.Equal(NpyFile.Read(_trial.Folder.Samples).ToSingles(), drawn);
        Assert.Equal(TrialKey.Of(SmallTrial.Spec), TrialKey.Of(sampler.Header.Spec));
        Assert.Equal(12, sampler.Header.Scene.Wavelengths.Length);
        Assert.Equal(12, sampler.Header.Scene.Bands);
    }

    [Fact]
    public void Chunk_of_another_size_moves_no_value_by_more_than_rounding()
    {
        using var sampler = GeneratedSampler.Load(_trial.Folder.Model, 1);
        var alone = sampler.Generate(1).Single().Data;
        var among = sampler.Generate(16).First().Data;
        Assert.All(alone.Zip(among), p => Assert.Equal(p.First, p.Second, 1e-4f));
    }

    [Fact]
    public void Images_of_any_size_that_the_network_divides_are_drawn_and_others_refused()
    {
        using var sampler = GeneratedSampler.Load(_trial.Folder.Model, 1);
        var wide = sampler.Generate(2, rows: 8, cols: 24).ToList();
        Assert.Equal([(8, 24, 12), (8, 24, 12)], wide.Select(c => (c.Rows, c.Cols, c.Bands)));
        Assert.Throws<InputException>(() => sampler.Generate(1, rows: 9, cols: 16).ToList());
        Assert.Throws<InputException>(() => sampler.Generate(1, sampling: new(1, "ddim", 1001)).ToList());
    }

    [Fact]
    public void Another_seed_gives_other_images()
    {
        using var sampler = GeneratedSampler.Load(_trial.Folder.Model, 1);
        Assert.NotEqual(sampler.Generate(1).Single().Data, sampler.Generate(1, seed: 99).Single().Data);
    }

    [Fact]
    public void Files_that_are_no_model_are_refused_by_name()
    {
        var path = Path.Combine(_trial.Folder.FullPath, "other.safetensors");
        void Refused(string rule)
        {
            var fault = Assert.Throws<InputException>(() => GeneratedSampler.Load(path, 1));
            Assert.Equal(path, fault.File);
            Assert.Contains(rule, fault.Message, StringComparison.Ordinal);
        }

        Refused("no such file");
        File.WriteAllText(path, "not tensors at all, by far");
        Refused("not a readable safetensors file");
        File.WriteAllBytes(path, File.ReadAllBytes(_trial.Folder.Model)[..^1]);
        Refused("not a readable safetensors file");

        TorchRuntime.Ensure(1);
        using (var stream = File.Create(path))
            Safetensors.Write(stream, new Dictionary<string, TorchSharp.torch.Tensor>());
        Refused("not a trained model");
        using (var model = ModelFile.Read(_trial.Folder.Model))
        {
            var fewer = model.Tensors.Where(t => t.Key != "decoder.endmembers").ToDictionary();
            new ModelFile(model.Header, fewer).Write(path);
            Refused("lacks decoder.endmembers");
            new ModelFile(model.Header with { Version = 2 }, model.Tensors).Write(path);
            Refused("version 2");
        }
    }

    public void Dispose() => _trial.Dispose();
}
