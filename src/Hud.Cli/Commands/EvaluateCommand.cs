using System.CommandLine;
using Hud.Engine.Methods;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;

namespace Hud.Cli.Commands;

/// <summary><c>hud evaluate</c>: the metrics of any generated cubes against any real scene.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var real = new Option<string>("--real")
        {
            Description = "The real scene: a catalog name, or a cube in MAT, ENVI, .npy or .npz (FILE:VARIABLE where it holds several).",
            HelpName = "FILE|SCENE",
            Required = true,
        };
        var generated = new Option<string>("--generated")
        {
            Description = "Generated images: one cube (rows x cols x bands) or a set (count x rows x cols x bands), of any of these kinds.",
            HelpName = "FILE",
            Required = true,
        };
        var block = new Option<int?>("--block")
        {
            Description = "Side of the blocks of block_diversity, in pixels; default 32, or the images' side where that is smaller.",
            HelpName = "B",
        };
        var metrics = new Option<string?>("--metrics")
        {
            Description = "More metrics beside the three, separated by commas, or 'all': all that the scene and the images allow.",
            HelpName = "NAME,NAME|all",
        };
        var features = new Option<int>("--features")
        {
            Description = "Outputs of the scene classifier's feature layer, for metrics that use it; a tenth of the images or less.",
            HelpName = "N",
            DefaultValueFactory = _ => 32,
        };
        var shared = new Option<string?>("--shared")
        {
            Description = "Folder that keeps what metrics find out about the scene for the next call; default none is kept.",
            HelpName = "DIR",
        };
        var data = new Option<string?>("--data")
        {
            Description = "Folder with the scenes' files, looked through before $HUD_DATA and ./data.",
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json")
        {
            Description = "One JSON document on standard output; text for people goes to standard error.",
        };
        var command = new Command("evaluate", $"""
            Measures generated images against a real scene.

            point_fidelity   mean over generated pixels of the best cosine with any real pixel; 1 is best
            block_diversity  mean over generated blocks of the best mean cosine at any place of the scene; 1 = all copied
            ratio            block_diversity / point_fidelity; lower is more diverse at equal fidelity
            floor            the same numbers for held-out real crops against the rest of the scene: what real data scores

            The scene is cleaned as for training (negative samples set to 0, all-zero pixels left out, divided by its largest
            sample). Generated images are taken as they are. The three metrics above see directions only, so any unit will do;
            most of the others compare values, which must be in the cleaned scene's unit, as 'hud generate' writes them.

            Further metrics: {string.Join(", ", EvaluateMetrics.Further)}.

            Examples:
              hud evaluate --real paviau --generated samples.npy
              hud evaluate --real paviau --generated samples.npy --metrics kid,coverage
              hud evaluate --real field.hdr --generated mine.mat:cubes --block 8
            """)
        {
            real, generated, block, metrics, features, shared, data, json,
        };
        command.SetAction(parsed =>
        {
            var scene = new SceneLoader(SceneFolders.Default(parsed.GetValue(data))).Load(parsed.GetRequiredValue(real));
            var file = parsed.GetRequiredValue(generated);
            var images = EvaluateInput.Images(file, scene);
            var side = EvaluateInput.Block(parsed.GetValue(block), scene, images, file);
            var chosen = EvaluateMetrics.Parse(parsed.GetValue(metrics), scene, images, side, parsed.GetValue(features));
            using var folder = SharedFolder.Of(parsed.GetValue(shared));
            var prepared = new PreparedScene(scene, new SharedWork(folder.Path), Environment.ProcessorCount);
            var inputs = new MetricInputs(prepared, images, side, parsed.GetValue(features), Environment.ProcessorCount);
            EvaluateReport.Write(
                new CommandOutput(parsed, parsed.GetValue(json)), scene, file, images.Count, side, inputs, chosen.Measure(inputs));
            return ExitCode.Done;
        });
        return command;
    }
}
