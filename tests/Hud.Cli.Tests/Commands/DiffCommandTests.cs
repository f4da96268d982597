using System.Text.Json;
using Hud.Cli.Commands;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

public sealed class DiffCommandTests : IDisposable
{
    private readonly TemporaryFolder _first = new(), _second = new();

    public DiffCommandTests()
    {
        GivenRun.Write(_first, done: 4);
        GivenRun.Write(_second, done: 3);
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private CommandRun Run(params string[] args) => CommandRun.Of(DiffCommand.Create(), [_first.Path, _second.Path, .. args]);

    [Fact]
    public void Text_shows_what_differs_within_80_columns()
    {
        var run = Run();
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches(@"point_fidelity v1 +field +hud endmembers=6 +0\.9965 +0\.996 +-0\.0005", run.Output);
        Assert.DoesNotContain("endmembers=4", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 trials in common: 3 with equal bits, 0 with other numbers", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("endmembers=4", Run("--all").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_every_cell_in_common() =>
        Assert.Equal(6, JsonDocument.Parse(Run("--json").Output).RootElement.GetProperty("rows").GetArrayLength());
}
