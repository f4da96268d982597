using System.Text.Json;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Runs;

/// <summary>"Adding a method takes one class and one options record": an assembly that hud does not know, beside its own
/// method, in real processes.</summary>
[Collection("Processes")]
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
        var head = File.ReadLines(Path.Combine(_folder["out"], "tables.md")).First(l => l.StartsWith('|'));
        Assert.Contains("Gaussian", head, StringComparison.Ordinal);
        Assert.Contains("HUD", head, StringComparison.Ordinal);

        // What it learned: its pixels lie near the scene's, but for layout it has nothing.
        var metrics = Directory.EnumerateDirectories(Path.Combine(_folder["out"], "trials"))
            .Where(t => File.ReadAllText(Path.Combine(t, "manifest.json")).Contains("gaussian", StringComparison.Ordinal))
            .Select(t => JsonDocument.Parse(File.ReadAllText(Path.Combine(t, "metrics.json"))).RootElement.GetRawText());
        Assert.Contains("point_fidelity", Assert.Single(metrics), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_variable_the_method_is_unknown()
    {
        var (code, _, errors) = Run([], "plan");
        Assert.Equal(2, code);
        Assert.Contains("gaussian", errors, StringComparison.Ordinal);
        Assert.Contains("unknown method", errors, StringComparison.Ordinal);
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

    private (int Code, string Output, string Errors) Run(
        KeyValuePair<string, string>[] environment, string verb, params string[] more) =>
        HudProcess.Run([verb, _folder["mine.yaml"], .. more], environment);
}
