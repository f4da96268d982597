using System.CommandLine;
using Hud.Cli.Generation;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Engine.Trials;

namespace Hud.Cli.Commands;

/// <summary><c>hud train</c>: one model, without an experiment file.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var scene = new Argument<string>("SCENE") { Description = "Catalog name, 'synthetic', or a path." };
        var method = new Option<string>("--method") { Description = "Method.", DefaultValueFactory = _ => "hud" };
        var iterations = Number("--iterations", 2000, "Optimiser steps.");
        var batch = Number("--batch", 16, "Crops a step.");
        var crop = Number("--crop", 32, "Side of the crops, in pixels.");
        var every = Number("--checkpoint-every", 250, "Steps between checkpoints.");
        var threads = Number("--threads", Environment.ProcessorCount, "Compute threads.");
        var seed = new Option<long>("--seed") { Description = "Random seed.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var set = new Option<string[]>("--set")
        {
            Description = "An option of the method, as often as needed; 'hud methods METHOD' lists them.",
            HelpName = "OPTION=VALUE",
        };
        var labels = LabelsOption.Create();
        var holdOut = new Option<bool>("--hold-out")
        {
            Description = "Learn from the training tiles alone, so that 'hud augment' can test on tiles the model never saw.",
        };
        var data = new Option<string?>("--data") { Description = "Folder with the scenes' files.", HelpName = "DIR" };
        var output = new Option<string>("--out") { Description = "Folder for the model.", HelpName = "DIR", Required = true };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("train", """
            Trains one model on a scene and writes checkpoint.safetensors. Interrupted, the same command goes on from the last
            checkpoint. Draw from it with 'hud generate'; compare methods with 'hud run'.

            Examples:
              hud train synthetic --iterations 500 --set preset=tiny --out models/first
              hud train ./field.hdr --set endmembers=6 --set preset=small --out mine
              hud train ./field.hdr --labels classes.mat:gt --hold-out --out mine
            """)
        {
            scene, method, iterations, batch, crop, every, threads, seed, set, labels, holdOut, data, output, json,
        };
        command.SetAction(parsed =>
        {
            var order = new TrainingOrder(
                parsed.GetRequiredValue(scene), parsed.GetValue(method)!, parsed.GetValue(iterations),
                parsed.GetValue(batch), parsed.GetValue(crop), parsed.GetValue(every), parsed.GetValue(threads),
                parsed.GetValue(seed), parsed.GetValue(set) ?? []);
            var scenes = new SceneLoader(SceneFolders.Default(parsed.GetValue(data)))
            {
                Labels = parsed.GetValue(labels),
                HoldOut = parsed.GetValue(holdOut) ? order.HeldOutCrop : null,
            };
            var spec = order.Plan(scenes);
            var folder = new TrialFolder(parsed.GetRequiredValue(output));
            var console = new CommandOutput(parsed, parsed.GetValue(json));
            using var held = RunLock.Take(folder.FullPath);
            using var interrupts = new Interrupts();
            var stop = new StopSignal();
            interrupts.First.ContinueWith(_ => stop.RequestStop(), TaskScheduler.Default);
            var finished = TrialPipeline.Train(spec, folder, scenes, folder.Of("shared"), new TrainingView(console), stop);
            if (!finished)
            {
                console.Say("left after a checkpoint; the same command goes on");
                return ExitCode.Interrupted;
            }

            console.Say($"wrote {folder.Model}");
            console.Document(new { Checkpoint = folder.Model, Spec = spec });
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<int> Number(string name, int usual, string help) =>
        new(name) { Description = help, HelpName = "N", DefaultValueFactory = _ => usual };
}
