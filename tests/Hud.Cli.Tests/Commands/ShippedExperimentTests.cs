using Hud.Engine.Methods;
using Hud.Engine.Metrics;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Specs;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

/// <summary>Every file under experiments/ plans, with the engine's own methods.</summary>
public sealed class ShippedExperimentTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder(), "*.yaml").Select(f => Path.GetFileName(f)!)];

    [Theory, MemberData(nameof(Files))]
    public void Shipped_experiment_plans(string file)
    {
        var path = Path.Combine(Folder(), file);
        var plan = Planner.Plan(
            ExperimentFile.Parse(File.ReadAllText(path), file), Pin, MethodRegistry.Describe(),
            MetricRegistry.Describe(), defaultThreads: 2);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), plan.Name);
        Assert.NotEmpty(plan.Trials);
    }

    [Fact]
    public void Quickstart_plans_from_its_file_without_any_data()
    {
        var plan = PlanReader.Default.Read(Path.Combine(Folder(), "quickstart.yaml"), data: "nowhere");
        Assert.All(plan.Trials, t => Assert.Equal(Provenance.Synthetic, t.Scene.Provenance));
    }

    [Theory]
    [InlineData("budget: { crop: 30 }\nblock: 4", "30x30")]
    [InlineData("options: { hud: { preset: paper } }\nbudget: { crop: 36 }\nblock: 4", "36x36")]
    public void Crop_that_the_network_does_not_divide_is_refused_at_planning(string settings, string value)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("x.yaml", "name: x\nscenes: [synthetic]\n" + settings + "\n");
        var bad = Assert.Throws<InputException>(() => PlanReader.Default.Read(file, data: null));
        Assert.Contains($"crop: '{value}': both sides must be positive multiples of", bad.Rule, StringComparison.Ordinal);
    }

    /// <summary>The published scenes' sizes; their files need not be here to check a file's settings.</summary>
    private static ScenePin Pin(string name) => name switch
    {
        "indian_pines" => new(name, new string('1', 64), Provenance.Original, 145, 145, 200, 16),
        "ksc" => new(name, new string('2', 64), Provenance.Original, 512, 614, 176, 13),
        "pavia" => new(name, new string('3', 64), Provenance.Original, 1096, 715, 102, 9),
        "paviau" => new(name, new string('4', 64), Provenance.Original, 610, 340, 103, 9),
        "salinas" => new(name, new string('5', 64), Provenance.Original, 512, 217, 204, 16),
        _ => new Engine.Scenes.SceneLoader([]).Pin(name),
    };

    private static string Folder() => Path.Combine(Repository.Root, "experiments");
}
