using System.CommandLine;

namespace Hud.Cli.Commands;

/// <summary><c>--labels</c>: the ground truth of a person's own cube.</summary>
internal static class LabelsOption
{
    public static Option<string?> Create() => new("--labels")
    {
        Description = "Ground truth of your own cube, of its rows and columns: whole numbers, 0 = unlabelled (ENVI, MAT, .npy or .npz). "
            + "Default: my-field_gt.* beside my-field.*, if it is there.",
        HelpName = "FILE[:VARIABLE]",
    };
}
