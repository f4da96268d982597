using Hud.Engine.Methods;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Targets;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

/// <summary>The targets of an experiment file, found beside it and frozen into its plan.</summary>
public sealed class PublishedNumbersTests : IDisposable
{
    private const string Numbers = """
        source: a paper
        columns: { HUD: { method: hud } }
        metrics: { point_fidelity: { margin: 0.005, scenes: { field: { HUD: 0.999 }, paviau: { HUD: 0.999 } } } }
        """;

    private static readonly string[] Others = ["gan", "vae", "mprnet", "unmixdiff", "ubf"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ExperimentPlan Read(string targets) =>
        GivenRun.Reader.Read(_folder.Write("given.yaml", GivenRun.Yaml + "\ntargets: " + targets), null);

    [Fact]
    public void Path_is_relative_to_the_experiment_file()
    {
        Directory.CreateDirectory(_folder["targets"]);
        _folder.Write("targets/paper.yaml", Numbers);
        Assert.Equal(0.999m, Read("targets/paper.yaml").Published!.Find("point_fidelity")!.Value("field", 0));
    }

    [Fact]
    public void Missing_file_is_named_with_its_place()
    {
        var bad = Assert.Throws<InputException>(() => Read("nowhere.yaml"));
        Assert.Equal((_folder["given.yaml"], "line 6, column 10", "nowhere.yaml"), (bad.File, bad.Place, bad.Value));
        Assert.EndsWith("nowhere.yaml: no such file", bad.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_cell_is_refused_before_anything_is_planned()
    {
        _folder.Write("paper.yaml", Numbers.Replace("paviau", "pavai", StringComparison.Ordinal));
        var bad = Assert.Throws<InputException>(() => Read("paper.yaml"));
        Assert.Equal((_folder["paper.yaml"], "pavai"), (bad.File, bad.Value));
        Assert.Contains("did you mean 'pavia'", bad.Rule, StringComparison.Ordinal);
    }

    /// <summary>Methods that this build has, as they are; the others of the paper only by name.</summary>
    [Fact]
    public void Shipped_numbers_name_scenes_methods_and_options_that_exist()
    {
        var form = new OptionDescription("form", OptionKind.Choice, "as_released", null, null, ["as_released"], "");
        var missing = Others
            .Except(MethodRegistry.All.Select(m => m.Name))
            .Select(m => new MethodDescription(m, m, [form], (_, o) => o));
        var path = Path.Combine(Repository.Root, "experiments", "targets", "hud-2506.02601.yaml");
        var paper = TargetsFile.Parse(File.ReadAllText(path), path, [.. MethodRegistry.Describe(), .. missing], SceneCatalog.Names);
        Assert.Equal(6, paper.Columns.Length);
    }
}
