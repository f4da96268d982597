using System.CommandLine;
using Hud.Actors.Aggregator;
using Hud.Engine.Figures.Experiments;
using Hud.Engine.Scenes;
using Hud.Experiments;

namespace Hud.Cli.Commands;

/// <summary><c>hud figures</c>: the figures over all scenes and methods of a run, from its ledger and samples.</summary>
internal static class FiguresCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("DIR")
        {
            Description = "Folder of a run. Default: the only one under runs/.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var output = new Option<string?>("--out") { Description = "Write there. Default: figures/ of the run.", HelpName = "DIR" };
        var data = new Option<string?>("--data") { Description = "Folder with the scenes' files.", HelpName = "DIR" };
        var command = new Command("figures", """
            Draws the figures over all scenes and methods of a run.

            Scenes x methods in pseudo-colour (the paper's figure 3), their spectra as densities (figure 4), and each metric
            over each swept number; PNG and SVG. Works while the run is going on.

            Examples:
              hud figures runs/quickstart
              hud figures runs/paper-tables --out paper/ --data /scenes
            """)
        {
            folder, output, data,
        };
        command.SetAction(parsed =>
        {
            var run = parsed.GetValue(folder) ?? RunFolder.Only();
            var record = RunFolder.Read(run);
            var target = parsed.GetValue(output) ?? Path.Combine(run, FigureFiles.FolderName);
            var drawn = ExperimentFigures.Draw(
                record, run, new SceneLoader(SceneFolders.Default(parsed.GetValue(data))), target);
            if (drawn.Count == 0) throw new InputException(run, null, null, "no finished trial with its samples here: nothing to draw yet");
            foreach (var path in drawn) parsed.InvocationConfiguration.Error.WriteLine($"hud: wrote {path}.png and .svg");
            return ExitCode.Done;
        });
        return command;
    }
}
