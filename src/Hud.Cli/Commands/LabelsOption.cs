using System.CommandLine;

namespace Hud.Cli.Commands;

/// <summary><c>--labels</c>: the ground truth of a person's own cube.</summary>
internal static class LabelsOption
{
    public static Option<string?> Create() => new("--labels")
    {
        Description = "Ground truth of your cube, 0 = unlabelled.",
        HelpName = "FILE[:VARIABLE]",
    };
}
