using System.CommandLine;
using Hud.Engine.Scenes;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary><c>hud scenes make-synthetic</c>.</summary>
internal static class ScenesMakeSynthetic
{
    public static Command Create(Option<bool> json)
    {
        var usual = new SyntheticRecipe();
        var rows = Number("--rows", usual.Rows, "Rows, 16 to 4096.");
        var cols = Number("--cols", usual.Cols, "Columns, 16 to 4096.");
        var bands = Number("--bands", usual.Bands, "Bands from 400 to 2500 nm, 4 to 1024.");
        var endmembers = Number("--endmembers", usual.Endmembers, "Endmembers and classes, 2 to 16.");
        var seed = Number("--seed", usual.Seed, "Another seed is another land.");
        var snr = Number("--snr", usual.Snr, "Signal to noise in dB; Infinity for none.");
        var illumination = Number("--illumination", usual.Illumination, "Largest change of brightness by shade, 0 to 0.5.");
        var file = new Option<string>("--out")
        {
            Description = "Cube to write, by its ending .mat, .npy, .npz or .hdr (ENVI).",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command("make-synthetic", """
            Makes a scene from a seed: fields, a river and roads of known spectra, mixed in known shares, with noise.
            Beside the cube NAME.* it writes NAME_gt.npy (classes), NAME_endmembers.npy (bands x count) and
            NAME_abundances.npy (rows x cols x count). The default land needs no file: its scene name is 'synthetic'.

            Examples:
              hud scenes make-synthetic --out land.mat
              hud scenes make-synthetic --rows 256 --bands 60 --snr 25 --out land.hdr
            """)
        {
            rows, cols, bands, endmembers, seed, snr, illumination, file,
        };
        command.SetAction(parsed =>
        {
            var recipe = new SyntheticRecipe(
                parsed.GetValue(rows), parsed.GetValue(cols), parsed.GetValue(bands), parsed.GetValue(endmembers),
                parsed.GetValue(seed), parsed.GetValue(snr), parsed.GetValue(illumination)).Checked("make-synthetic");
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            var written = SyntheticFiles.Write(parsed.GetRequiredValue(file), recipe);
            foreach (var path in written) output.People.WriteLine($"wrote {path}");
            output.Document(new { files = written, scene = recipe.FullName, recipe.Sha256 });
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<T> Number<T>(string name, T usual, string help) =>
        new(name) { Description = help, HelpName = "N", DefaultValueFactory = _ => usual };
}
