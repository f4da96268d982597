using System.CommandLine;
using Hud.Cli.Augmentation;
using Hud.Engine.Augmentation;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments.Files;

namespace Hud.Cli.Commands;

/// <summary><c>hud augment</c>: labels for generated images, and whether training with them pays.</summary>
internal static class AugmentCommand
{
    private const string LabelsFile = "labels.npy";

    public static Command Create()
    {
        var images = new Argument<string>("IMAGES")
        {
            Description = "One file: count x rows x cols x bands, as 'hud generate' writes.",
        };
        var scene = new Option<string>("--scene") { Description = "The real scene: a catalog name or a cube.", HelpName = "FILE|SCENE", Required = true };
        var labels = LabelsOption.Create();
        var confidence = new Option<double>("--confidence")
        {
            Description = "Guesses below it become 0.",
            HelpName = "P",
            DefaultValueFactory = _ => 0.9,
        };
        var seeds = Number("--seeds", 8, "Trainings of each kind.");
        var steps = Number("--steps", AugmentationTrial.UsualSteps, "Steps of every training.");
        var measure = Number("--measure", 256, "Images that metrics see.");
        var threads = Number("--threads", Environment.ProcessorCount, "Compute threads.");
        var data = new Option<string?>("--data") { Description = "Folder with the scenes' files.", HelpName = "DIR" };
        var output = new Option<string>("--out") { Description = "Folder for the report.", HelpName = "DIR", Required = true };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("augment", """
            Labels generated images and reports whether training with them pays.

            Writes report.md, report.json and, where the scene has ground truth,
            labels.npy: count x rows x cols, classes as in the ground truth, 0 =
            unlabelled. These labels are guesses of a classifier trained on the labelled
            real pixels; the report says how good it is. Ground truth has the cube's rows
            and columns; field_gt.* beside field.* is found without --labels.

            The report has fidelity, diversity and memorisation of the images beside what
            held-out real crops score, and the gain or loss of a classifier trained with
            them: real pixels alone, with the images, and with as many noisy copies, all
            tested on real tiles that none of them saw.

            Examples:
              hud augment cubes.npy --scene field.hdr --labels classes.hdr --out report
              hud augment cubes.npy --scene paviau --confidence 0.99 --out report
              hud augment gan.mat:images --scene field.hdr --out report
            """)
        {
            images, scene, labels, confidence, seeds, steps, measure, threads, data, output, json,
        };
        command.SetAction(parsed =>
        {
            var order = new AugmentOrder(
                parsed.GetRequiredValue(images), parsed.GetRequiredValue(scene), parsed.GetValue(confidence),
                parsed.GetValue(seeds), parsed.GetValue(steps), parsed.GetValue(measure), parsed.GetValue(threads)).Checked();
            var scenes = new SceneLoader(SceneFolders.Default(parsed.GetValue(data))) { Labels = parsed.GetValue(labels) };
            var console = new CommandOutput(parsed, parsed.GetValue(json));
            var report = order.Fill(scenes, console.Say, share => console.Progress("training", share));
            foreach (var path in Write(report, parsed.GetRequiredValue(output))) console.Say($"wrote {path}");
            foreach (var sentence in report.Sentences()) console.Say(sentence);
            console.Document(report.Document());
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Write(AugmentReport report, string folder)
    {
        WritableFolder.Ensure(folder);
        string In(string name) => Path.Combine(folder, name);
        if (report.Trial is { } trial)
        {
            var image = report.Images[0];
            NpyFile.Write(In(LabelsFile), trial.Labels.Maps.SelectMany(map => map).ToArray(), report.Images.Count, image.Rows, image.Cols);
            yield return In(LabelsFile);
        }

        AtomicFile.WriteText(In("report.json"), CommandOutput.Json(report.Document()) + "\n");
        AtomicFile.WriteText(In("report.md"), AugmentMarkdown.Of(report));
        yield return In("report.json");
        yield return In("report.md");
    }

    private static Option<int> Number(string name, int usual, string help) =>
        new(name) { Description = help, HelpName = "N", DefaultValueFactory = _ => usual };
}
