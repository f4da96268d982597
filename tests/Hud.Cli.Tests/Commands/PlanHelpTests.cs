using System.CommandLine;
using Hud.Cli.Commands;

namespace Hud.Cli.Tests.Commands;

public sealed class PlanHelpTests
{
    public static TheoryData<string> Names => ["plan", "tables", "seed", "node", "submit", "status", "nodes", "drain", "augment"];

    [Theory, MemberData(nameof(Names))]
    public void Help_teaches_by_example_within_eighty_columns(string name)
    {
        Command[] commands =
        [
            PlanCommand.Create(GivenRun.Reader), TablesCommand.Create(), SeedCommand.Create(), NodeCommand.Create(),
            SubmitCommand.Create(GivenRun.Reader), StatusCommand.Create(), NodesCommand.Create(), DrainCommand.Create(), AugmentCommand.Create(),
        ];
        var run = CommandRun.Of(commands.Single(c => c.Name == name), "--help");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }
}
