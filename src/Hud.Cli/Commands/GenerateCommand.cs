using System.CommandLine;
using System.Globalization;
using Hud.Cli.Generation;
using Hud.Experiments;

namespace Hud.Cli.Commands;

/// <summary><c>hud generate</c>: images from a trained model.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("CHECKPOINT")
        {
            Description = "checkpoint.safetensors of a finished trial or of 'hud train'.",
        };
        var count = new Option<int>("--count") { Description = "Images.", HelpName = "N", DefaultValueFactory = _ => 16 };
        var size = new Option<string?>("--size")
        {
            Description = "Rows x columns, any that the network divides. Default: the crop it was trained on.",
            HelpName = "HxW",
        };
        var seed = new Option<long?>("--seed") { Description = "Other images. Default: the trial's own.", HelpName = "N" };
        var sampler = new Option<string?>("--sampler") { Description = "ddpm, ddim or dpm. Default: the trial's." };
        var steps = new Option<int?>("--steps") { Description = "Network calls an image. Default: the trial's.", HelpName = "N" };
        var threads = new Option<int>("--threads")
        {
            Description = "Compute threads.",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var file = new Option<string>("--out")
        {
            Description = "File to write, by its ending .npy, .npz, .mat or .hdr (ENVI, one file an image).",
            HelpName = "FILE",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("generate", """
            Draws hyperspectral images from a trained model. Image i depends on the model, the seed and i alone, so a larger
            --count adds images and changes none. A .json file beside the images keeps wavelengths, scale and origin.

            Examples:
              hud generate models/first/checkpoint.safetensors --count 64 --out images.npy
              hud generate model.safetensors --size 64x128 --sampler dpm --out s.hdr
            """)
        {
            model, count, size, seed, sampler, steps, threads, file, json,
        };
        command.SetAction(parsed =>
        {
            var request = new ImageOrder(
                parsed.GetRequiredValue(model), AtLeastOne("--count", parsed.GetValue(count)), Size(parsed.GetValue(size)),
                parsed.GetValue(seed), parsed.GetValue(sampler), parsed.GetValue(steps),
                AtLeastOne("--threads", parsed.GetValue(threads)), parsed.GetRequiredValue(file));
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            var done = request.Fill(share => output.Progress("sampling", share));
            foreach (var path in done.Files) output.Say($"wrote {path}");
            output.Document(done);
            return ExitCode.Done;
        });
        return command;
    }

    private static int AtLeastOne(string option, int value) =>
        value >= 1 ? value : throw new InputException(option, null, $"{value}", "must be at least 1");

    private static (int Rows, int Cols)? Size(string? text)
    {
        if (text is null) return null;
        var parts = text.Split('x');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var cols) && cols > 0)
            return (rows, cols);
        throw new InputException("--size", null, text, "must be rows x columns, such as 64x128");
    }
}
