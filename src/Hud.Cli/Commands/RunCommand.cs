using System.CommandLine;
using Hud.Actors.Aggregator;
using Hud.Cli.Live;
using Hud.Engine.Figures.Experiments;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary>`hud run`: everything on this machine.</summary>
internal static class RunCommand
{
    public static Command Create(PlanReader reader)
    {
        var file = new Argument<string>("FILE") { Description = "Experiment file (YAML)." };
        var output = new Option<string?>("--out") { Description = "Folder of the run. Default: runs/NAME.", HelpName = "DIR" };
        var resume = new Option<bool>("--resume")
        {
            Description = "Insist on continuing: an error when the folder holds no run yet. (A run is always continued.)",
        };
        var data = new Option<string?>("--data") { Description = "Folder with the scenes' files.", HelpName = "DIR" };
        var threads = new Option<int?>("--threads")
        {
            Description = "Compute threads of a trial whose file leaves them open. Default: one a core.",
            HelpName = "N",
        };
        var json = new Option<bool>("--json") { Description = "One JSON document at the end instead of text." };
        var command = new Command("run", """
            Runs an experiment on this machine: unmix, train, sample, measure and draw, as often as the file asks.

            Kill it whenever you like: the same command again continues where it was, and recomputes nothing that
            is finished. Ctrl-C once saves checkpoints and leaves, twice leaves at once.

            Examples:
              hud run experiments/quickstart.yaml
              hud run experiments/paviau-small.yaml --data /scenes --out /big-disk/paviau
              hud run experiments/quickstart.yaml --json > result.json

            Exit codes: 0 done, 1 a trial failed, 2 bad input, 3 incomplete, 130 interrupted.
            """)
        {
            file, output, resume, data, threads, json,
        };
        command.SetAction(parsed =>
        {
            var request = Request(
                reader.Read(parsed.GetRequiredValue(file), parsed.GetValue(data), parsed.GetValue(threads)), parsed.GetValue(output),
                parsed.GetValue(data));
            if (parsed.GetValue(resume) && !File.Exists(request.Journal.File))
                throw new InputException("--resume", null, request.Out, "the folder holds no run to continue");
            return Execute(request, parsed.GetValue(json));
        });
        return command;
    }

    private static RunRequest Request(ExperimentPlan plan, string? output, string? data)
    {
        var folder = Path.GetFullPath(output ?? RunFolder.Default(plan.Name));
        return new RunRequest(plan, folder, data is null ? null : Path.GetFullPath(data), Math.Max(1, Environment.ProcessorCount / plan.MostThreads));
    }

    private static int Execute(RunRequest request, bool json)
    {
        using var held = RunLock.Take(request.Out);
        using var interrupts = new Interrupts();
        RunEnd end;
        var watch = new FirstLook(RunViews.Open(json));
        using (watch) end = new RunSession(request, watch, TimeProvider.System).Run(interrupts).GetAwaiter().GetResult();

        DrawFigures(request, end, watch.NothingToDo);
        foreach (var line in RunReport.Lines(request, end, watch.NothingToDo)) (json ? Console.Error : Console.Out).WriteLine(line);
        if (json) Console.Out.WriteLine(RunReport.Json(request, end));
        return RunReport.ExitCodeOf(end);
    }

    /// <summary>Figures over the whole experiment come last: the results are safe without them, so trouble is told and no more.</summary>
    private static void DrawFigures(RunRequest request, RunEnd end, bool nothingToDo)
    {
        var folder = Path.Combine(request.Out, FigureFiles.FolderName);
        var there = File.Exists(Path.Combine(folder, ExperimentFigures.Images + ".png"));
        if (end.Interrupted || end.Files.IsEmpty || (nothingToDo && there)) return;
        try
        {
            ExperimentFigures.Draw(
                RunFolder.Read(request.Out), request.Out, new SceneLoader(SceneFolders.Default(request.Data)), folder);
        }
        catch (Exception bad) when (bad is InputException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"hud: the figures over all trials were not drawn: {bad.Message}; 'hud figures {request.Out}' tries again");
        }
    }
}
