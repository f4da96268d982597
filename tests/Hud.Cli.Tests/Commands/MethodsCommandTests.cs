using System.Text.Json;
using Hud.Engine.Methods;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

public sealed class MethodsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_method_is_listed_with_its_title_and_what_tables_say_of_it()
    {
        var run = HudProcess.RunIn(_folder.Path, "methods");
        Assert.Equal(0, run.ExitCode);
        Assert.All(MethodRegistry.All, m => Assert.Matches($@"(?m)^\s*{m.Name}\s+\W?\s*{m.Title}\s", run.Output));
        Assert.Contains("MPRNet is conditional", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_of_a_method_come_with_default_range_and_meaning()
    {
        var run = HudProcess.RunIn(_folder.Path, "methods", "unmixdiff");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("as_released", run.Output, StringComparison.Ordinal);
        Assert.Contains("Diffusion steps T of the linear schedule", run.Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse(HudProcess.RunIn(_folder.Path, "methods", "gan", "--json").Output).RootElement;
        var penalty = json.EnumerateArray().Single(o => o.GetProperty("name").GetString() == "penalty");
        Assert.Equal(("real", "10"), (penalty.GetProperty("kind").GetString(), penalty.GetProperty("default").GetString()));
    }

    [Fact]
    public void Unknown_method_is_bad_input_and_the_nearest_is_named()
    {
        var run = HudProcess.RunIn(_folder.Path, "methods", "ganz");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean 'gan'?", run.Error, StringComparison.Ordinal);
    }
}
