using System.CommandLine;
using System.Globalization;
using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;
using Hud.Experiments;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary><c>hud unmix</c>: a scene as endmembers and abundances.</summary>
internal static class UnmixCommand
{
    public static Command Create()
    {
        var scene = new Argument<string>("SCENE") { Description = "Scene name or path of a cube (see 'hud scenes')." };
        var endmembers = new Option<int?>("--endmembers")
        {
            Description = "How many, 2 or more; default the scene's number of classes, as in the paper.",
            HelpName = "D",
        };
        var extractor = Choice("--extractor", "How endmembers are found.", Extractor.Vca);
        var branch = Choice("--branch", "VCA's projection; auto decides by the signal-to-noise ratio.", VcaBranch.Auto);
        var abundances = Choice(
            "--abundances", "fcls is exact under both constraints; linear is repaired afterwards.", AbundanceSolver.Fcls);
        var seed = new Option<long>("--seed") { Description = "Root of VCA's random directions; default 0.", HelpName = "N" };
        var tries = new Option<int>("--tries")
        {
            Description = "Sets of random directions for VCA; the one that fits best is kept.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
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
        var output = new Option<string>("--out") { Description = "Folder to write.", HelpName = "DIR", Required = true };
        var command = new Command("unmix", """
            Finds the endmembers of a scene and how much of each is in every pixel.

            Writes endmembers.npy (bands x d), abundances.npy (rows x cols x d), unmix.json (indices of the chosen pixels
            counted along the rows, snr_db, branch, rmse, seconds) and pictures of both. Values are the scene's divided by
            its largest sample.

            Examples:
              hud unmix synthetic --out unmixed
              hud unmix paviau --endmembers 12 --branch affine --tries 10 --out unmixed
              hud unmix my-field.hdr --endmembers 6 --extractor spa --json --out unmixed
            """)
        {
            scene, endmembers, extractor, branch, abundances, seed, tries, data, json, output,
        };
        command.SetAction(parsed =>
        {
            var loaded = new SceneLoader(SceneFolders.Default(parsed.GetValue(data))).Load(parsed.GetRequiredValue(scene));
            var options = new UnmixingOptions(
                parsed.GetValue(endmembers) ?? Classes(loaded),
                Chosen<Extractor>(parsed.GetRequiredValue(extractor)),
                Chosen<AbundanceSolver>(parsed.GetRequiredValue(abundances)),
                Chosen<VcaBranch>(parsed.GetRequiredValue(branch)),
                parsed.GetValue(seed),
                parsed.GetValue(tries));
            if (options.Tries is < 1 or > 1000)
                throw new InputException("--tries", null, $"{options.Tries}", "1 to 1000 tries are possible");
            if (options is { Extractor: Extractor.Spa, Branch: not VcaBranch.Auto })
                throw new InputException("--branch", null, parsed.GetValue(branch), "only --extractor vca has branches");

            var unmixed = Unmixer.Run(loaded, options, Environment.ProcessorCount);

            var report = UnmixReport.Of(loaded, options, unmixed);
            var written = UnmixFiles.Write(parsed.GetRequiredValue(output), loaded, unmixed, report);
            var console = new CommandOutput(parsed, parsed.GetValue(json));
            console.People.WriteLine(report.Sentence());
            foreach (var path in written) console.People.WriteLine($"wrote {path}");
            console.Document(report);
            return ExitCode.Done;
        });
        return command;
    }

    private static int Classes(Scene scene) => scene.Classes > 0 ? scene.Classes : throw new InputException(
        "--endmembers", null, null,
        $"the default is the number of classes, and '{scene.Name}' has no labels: say how many endmembers to find");

    private static Option<string> Choice<T>(string name, string help, T usual) where T : struct, Enum
    {
        var option = new Option<string>(name) { Description = help, DefaultValueFactory = _ => Word(usual) };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<T>().Select(Word)]);
        return option;
    }

    private static T Chosen<T>(string word) where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);
}
