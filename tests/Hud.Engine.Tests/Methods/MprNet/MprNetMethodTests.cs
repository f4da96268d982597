using Hud.Engine.Methods;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Specs;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Methods.MprNet;

/// <summary>Whole trials of MPRNet, and what it refuses while they are planned.</summary>
public sealed class MprNetMethodTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Trial_torn_out_in_training_and_sampling_ends_with_the_same_bits()
    {
        var spec = SmallTrial.SpecOf("mprnet", 16, "ddim");
        using var straight = new SmallTrial();
        var result = straight.Run(spec: spec)!;
        Assert.InRange(result.Metrics[0].Value, 0.5, 1.000001);
        using var trial = new SmallTrial();
        foreach (var (phase, step) in ((Phase, long)[])[(Phase.Train, 8), (Phase.Sample, 17)])
        {
            trial.DieAt(phase, step);
            Assert.Throws<IOException>(() => trial.Run(spec: spec));
        }

        trial.LiveOn();
        Assert.NotNull(trial.Run(spec: spec));
        Assert.Equal(straight.Bits(), trial.Bits());
    }

    [Fact]
    public void Model_file_alone_draws_the_samples_of_its_trial()
    {
        var spec = SmallTrial.SpecOf("mprnet", 24, "ddpm") with { Sampling = new(3, "ddpm", 9) };
        using var trial = new SmallTrial();
        trial.Run(spec: spec);
        using var sampler = GeneratedSampler.Load(trial.Folder.Model, 1);
        Assert.Equal(NpyFile.Read(trial.Folder.Samples).ToSingles(), sampler.Generate(3).SelectMany(c => c.Data));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(17)]
    public void Crop_that_quarters_and_halves_do_not_divide_is_refused_at_planning_time(int crop) => Assert.Contains(
        "multiples of 8", Refused("synthetic:rows=40,cols=36,bands=12,endmembers=4", $"crop: {crop}"), StringComparison.Ordinal);

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, null)]
    [InlineData(6, "{3, 3, 3}")]
    [InlineData(6, "{5, 2, 5}")]
    public void Scene_without_three_colours_is_refused_at_planning_time(int bands, string? stated)
    {
        var path = Scene(bands, stated);
        Assert.Contains("no three different bands", Refused(path, "crop: 16"), StringComparison.Ordinal);
        Assert.True(new SceneLoader([]).Load(path).Pin().Grey);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(6, "{5, 3, 1}")]
    public void Scene_with_three_colours_is_planned(int bands, string? stated) =>
        Assert.Single(Plan(Scene(bands, stated), "crop: 16").Trials);

    [Fact]
    public void Final_rate_above_the_peak_is_refused() =>
        Assert.Contains("final_rate", Refused(Scene(4, null), "crop: 16", "final_rate: 0.1"), StringComparison.Ordinal);

    [Fact]
    public void Note_says_that_layouts_are_copied() =>
        Assert.Contains("conditional", MethodRegistry.Describe().Single(m => m.Name == "mprnet").Note, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private static string Refused(string scene, string budget, string options = "preset: tiny") =>
        Assert.Throws<InputException>(() => Plan(scene, budget, options)).Message;

    private static ExperimentPlan Plan(string scene, string budget, string options = "preset: tiny") => Planner.Plan(
        ExperimentFile.Parse($$"""
            name: colours
            scenes: ["{{scene}}"]
            methods: [mprnet]
            seeds: 1
            budget: { {{budget}} }
            block: 8
            metrics: [point_fidelity]
            options: { mprnet: { {{options}} } }
            """, "colours.yaml"),
        new SceneLoader([]).Pin, MethodRegistry.Describe(), MetricRegistry.Describe(), 1);

    /// <param name="stated">ENVI's default bands, from 1.</param>
    private string Scene(int bands, string? stated)
    {
        var cube = new Cube(32, 32, bands);
        for (var i = 0; i < cube.Data.Length; i++) cube.Data[i] = 1 + (i % 7);
        var path = _folder["cube.hdr"];
        CubeFiles.Write(path, [cube], CubeMetadata.None);
        if (stated is not null) File.AppendAllText(path, $"default bands = {stated}\n");
        return path;
    }
}
