using Hud.Engine.Scenes.Formats;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Trials;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Methods.ImageSpace;

/// <summary>Whole trials of the methods that draw an image by one pass of a network.</summary>
public sealed class ImageSpaceTrialTests
{
    public static TheoryData<string, int> Trials => new() { { "gan", 1 }, { "gan", 2 }, { "vae", 1 }, { "vae", 2 } };

    [Theory]
    [MemberData(nameof(Trials))]
    public void Trial_torn_out_in_training_and_between_chunks_of_samples_ends_with_the_bits_of_an_undisturbed_one(string method, int threads)
    {
        var spec = Spec(method) with { Threads = threads };
        using var straight = new SmallTrial();
        Assert.NotNull(straight.Run(spec: spec));
        using var trial = new SmallTrial();
        foreach (var (phase, step) in ((Phase, long)[])[(Phase.Train, 8), (Phase.Train, 12), (Phase.Sample, 16)])
        {
            trial.DieAt(phase, step);
            Assert.Throws<IOException>(() => trial.Run(spec: spec));
        }

        trial.LiveOn();
        Assert.NotNull(trial.Run(spec: spec));
        Assert.Equal(straight.Bits(), trial.Bits());
    }

    [Theory]
    [InlineData("gan")]
    [InlineData("vae")]
    public void Model_file_alone_draws_the_samples_of_its_trial_whatever_the_chunk(string method)
    {
        using var trial = new SmallTrial();
        trial.Run(spec: Spec(method));
        using var sampler = GeneratedSampler.Load(trial.Folder.Model, 1);
        var among = sampler.Generate(18).ToList();
        Assert.Equal(NpyFile.Read(trial.Folder.Samples).ToSingles(), among.SelectMany(c => c.Data));
        Assert.All(
            sampler.Generate(1).Single().Data.Zip(among[0].Data), p => Assert.Equal(p.First, p.Second, 1e-5f));
        Assert.NotEqual(among[0].Data, among[1].Data);
        Assert.NotEqual(among[0].Data, sampler.Generate(1, seed: 99).Single().Data);
    }

    private static TrialSpec Spec(string method) => SmallTrial.SpecOf(method, 16, "ddim");
}
