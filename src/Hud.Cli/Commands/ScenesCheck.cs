using System.CommandLine;
using System.Globalization;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Catalog;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary><c>hud scenes check</c>.</summary>
internal static class ScenesCheck
{
    public static Command Create(Option<string?> data, Option<bool> json)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Scene names or paths of cubes; none checks every published scene that is here.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var labels = LabelsOption.Create();
        var command = new Command("check", """
            Reads scenes as training would: checksum, shape, NaN, dead bands, empty pixels, labels. Exit code 2 if one
            of them cannot be used.

            Examples:
              hud scenes check                     everything that is here
              hud scenes check paviau
              hud scenes check my-field.mat:cube
              hud scenes check my-field.hdr --labels my-classes.hdr
            """)
        {
            paths, labels,
        };
        command.SetAction(parsed =>
        {
            var loader = new SceneLoader(SceneFolders.Default(parsed.GetValue(data))) { Labels = parsed.GetValue(labels) };
            if (loader.Labels is { } file && parsed.GetValue(paths) is not { Length: 1 })
                throw new InputException("--labels", null, file, "goes with one cube; name that cube alone");
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            var given = parsed.GetValue(paths) is { Length: > 0 } some ? some : EverythingHere(loader.Folders);
            Outcome[] outcomes = [.. given.Select(path => Check(loader, path, output))];
            output.Document(new { scenes = outcomes });
            return outcomes.All(o => o.Usable) ? ExitCode.Done : ExitCode.BadInput;
        });
        return command;
    }

    private static string[] EverythingHere(SceneFolders folders)
    {
        string[] here =
        [
            .. SceneCatalog.Entries.Where(e => folders.Presence(e) != ScenePresence.Missing).Select(e => e.Name),
        ];
        return here.Length > 0 ? here : throw new InputException(
            "scenes", null, null,
            $"no published scene in {string.Join(", ", folders.Paths)}; 'hud scenes fetch NAME' downloads one");
    }

    private static Outcome Check(SceneLoader loader, string path, CommandOutput output)
    {
        try
        {
            var outcome = Outcome.Of(loader.Load(path));
            Describe(output.People, outcome);
            return outcome;
        }
        catch (InputException bad)
        {
            output.Aside.WriteLine($"hud: {bad.Message}");
            return new(path, Usable: false) { Error = bad.Message };
        }
    }

    private static void Describe(IAnsiConsole console, Outcome scene)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{scene.Name}: usable, {scene.Provenance}, {scene.Rows} x {scene.Cols} x {scene.Bands}, largest sample {scene.Scale}"));
        console.WriteLine($"  SHA-256 {scene.Sha256}");
        console.WriteLine(scene.Labelled > 0
            ? $"  {scene.Classes} classes, {scene.Labelled} labelled pixels"
            : "  no labels");
        console.WriteLine($"  colours: bands {string.Join(", ", scene.ColourBands!)}");
        foreach (var line in scene.Report) console.WriteLine($"  {line}");
    }

    /// <param name="Usable">False when <see cref="Error"/> says why not; all other numbers are 0 then.</param>
    private sealed record Outcome(string Name, bool Usable)
    {
        public string? Error { get; init; }

        public string? Provenance { get; init; }

        public string? Sha256 { get; init; }

        public int Rows { get; init; }

        public int Cols { get; init; }

        public int Bands { get; init; }

        public float Scale { get; init; }

        public int Classes { get; init; }

        public int Labelled { get; init; }

        public int ValidPixels { get; init; }

        /// <summary>Red, green and blue, from 1.</summary>
        public int[]? ColourBands { get; init; }

        /// <summary>From 1.</summary>
        public int[] DeadBands { get; init; } = [];

        public IReadOnlyList<string> Report { get; init; } = [];

        public static Outcome Of(Scene scene) => new(scene.Name, Usable: true)
        {
            Provenance = scene.Provenance.ToString().ToLowerInvariant(),
            Sha256 = scene.Sha256,
            Rows = scene.Cube.Rows,
            Cols = scene.Cube.Cols,
            Bands = scene.Cube.Bands,
            Scale = scene.Scale,
            Classes = scene.Classes,
            Labelled = scene.Labels?.Count(label => label > 0) ?? 0,
            ValidPixels = scene.Valid.Count(valid => valid),
            ColourBands = [scene.ColourBands.Red + 1, scene.ColourBands.Green + 1, scene.ColourBands.Blue + 1],
            DeadBands = [.. scene.DeadBands.Select(band => band + 1)],
            Report = scene.Report,
        };
    }
}
