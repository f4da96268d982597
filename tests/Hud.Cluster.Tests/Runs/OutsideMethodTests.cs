using System.Globalization;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Runs;

/// <summary>"Adding a method takes one class and one options record": an assembly that hud does not know, beside its own
/// method, in real processes.</summary>
public sealed class OutsideMethodTests : IDisposable
{
    private static readonly KeyValuePair<string, string>[] Listed = [new("HUD_METHODS", OutsideMethodFiles.Assembly)];

    private readonly TemporaryFolder _folder = new();

    public OutsideMethodTests() => File.WriteAllText(_folder["mine.yaml"], """
        name: mine
        scenes: ["synthetic:rows=40,cols=36,bands=12,endmembers=4"]
        methods: [gaussian, hud]
        seeds: 1
        threads: 1
        budget: { iterations: 40, batch: 4, checkpoint_every: 20, crop: 16 }
        sampling: { count: 18, sampler: ddim, steps: 3 }
        block: 8
        options: { hud: { preset: tiny }, gaussian: { learning_rate: 0.1 } }
        """);

    [Fact]
    public void Outside_method_is_planned_trained_sampled_and_measured_beside_hud()
    {
        var (code, output, errors) = Run(Listed, "run", "--out", _folder["out"]);
        Assert.True(code == 0, $"{output}\n{errors}");
        var lines = File.ReadAllLines(Path.Combine(_folder["out"], "tables.csv")).Select(line => line.Split(',')).ToList();
        // From the end: the scene's name has commas.
        Index Column(string name) => ^(lines[0].Length - Array.IndexOf(lines[0], name));
        var (mean, key) = (Column("mean"), Column("trials"));
        var cells = lines.Where(line => line.Contains("gaussian")).ToList();
        Assert.Equal(["point_fidelity", "block_diversity", "ratio"], cells.Select(c => c[1]));
        Assert.InRange(double.Parse(cells[0][mean], CultureInfo.InvariantCulture), 0.85, 1);
        Assert.Contains("F_p ↑ Gaussian", File.ReadAllText(Path.Combine(_folder["out"], "tables.md")), StringComparison.Ordinal);

        var trial = Assert.Single(Directory.EnumerateDirectories(Path.Combine(_folder["out"], "trials"), $"{cells[0][key]}*"));
        (code, _, errors) = HudProcess.Run(
            ["generate", Path.Combine(trial, "checkpoint.safetensors"), "--count", "18", "--out", _folder["again.npy"]], Listed);
        Assert.True(code == 0, errors);
        Assert.Equal(File.ReadAllBytes(Path.Combine(trial, "samples.npy")), File.ReadAllBytes(_folder["again.npy"]));
    }

    [Fact]
    public void Without_the_variable_the_method_is_unknown()
    {
        var (code, _, errors) = Run([], "plan");
        Assert.Equal(2, code);
        Assert.Contains("'gaussian'", errors, StringComparison.Ordinal);
        Assert.Contains("no method (gan, hud,", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Variable_that_names_no_assembly_is_bad_input()
    {
        var (code, _, errors) = Run([new("HUD_METHODS", "/nowhere/method.dll")], "plan");
        Assert.Equal(2, code);
        Assert.Contains("hud: HUD_METHODS: '/nowhere/method.dll': not an assembly", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Hud.", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private HudRun Run(
        KeyValuePair<string, string>[] environment, string verb, params string[] more) =>
        HudProcess.Run([verb, _folder["mine.yaml"], .. more], environment);
}
