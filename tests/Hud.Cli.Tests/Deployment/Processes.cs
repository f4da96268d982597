using System.CommandLine;
using Hud.Cli.Commands;

namespace Hud.Cli.Tests.Deployment;

/// <summary>The verbs that run for long, which is what deployments start.</summary>
internal static class Processes
{
    public static ParseResult Parse(IEnumerable<string> words) =>
        new RootCommand { SeedCommand.Create(), NodeCommand.Create() }.Parse([.. words]);
}
