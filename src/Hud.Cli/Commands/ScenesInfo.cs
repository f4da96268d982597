using System.CommandLine;
using System.Globalization;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Catalog;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary><c>hud scenes info</c>.</summary>
internal static class ScenesInfo
{
    public static Command Create(Option<string?> data, Option<bool> json)
    {
        var name = new Argument<string>("NAME") { Description = "Catalog name." };
        var command = new Command("info", """
            Describes a published scene: sensor, bands, classes, files with addresses and checksums.
            'hud scenes check' does the same for a cube of your own.

            Example:
              hud scenes info paviau
            """)
        {
            name,
        };
        command.SetAction(parsed =>
        {
            var entry = SceneCatalog.Get(parsed.GetRequiredValue(name));
            var files = SceneFolders.Default(parsed.GetValue(data)).Find(entry);
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            Describe(output.People, entry, files);
            output.Document(Document(entry, files));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Describe(IAnsiConsole console, SceneEntry entry, SceneFiles? files)
    {
        var wavelengths = entry.Wavelengths.Centres();
        var facts = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Fact(string key, string? value) { if (!string.IsNullOrEmpty(value)) facts.AddRow(key, Markup.Escape(value)); }

        Fact("scene", $"{entry.Name}: {entry.Title}");
        Fact("site", $"{entry.Sensor}, {entry.Site}");
        Fact("size", $"{entry.Rows} rows x {entry.Cols} cols x {entry.Bands} bands");
        Fact("wavelengths", string.Create(CultureInfo.InvariantCulture,
            $"{wavelengths[0]} to {wavelengths[^1]} nm, an even spread (approximate)"));
        Fact("colours", entry.ColourBands is var (r, g, b) ? $"bands {r}, {g}, {b} (the paper's)" : "nearest to 650, 550, 450 nm");
        Fact("water bands", BandList.Format(entry.WaterBands));
        Fact("cleaning", entry.WrappedNegatives ? "65533 to 65535 are negative numbers stored unsigned: set to 0" : null);
        Fact("truth", entry.Truth is { } truth ? $"endmembers and abundances: {truth.Note}" : null);
        foreach (var file in entry.Files)
            Fact("file", $"{file.FileName} ({file.Bytes} bytes, variable {file.Variable})\n{file.Url}\nSHA-256 {file.Sha256}");
        Fact("here", files switch
        {
            null => $"missing; 'hud scenes fetch {entry.Name}' brings it",
            { Derived: { } copy } => $"derived, {files.Cube}\n{copy.Worth}",
            _ => $"original, {files.Cube}",
        });
        console.Write(facts);

        var classes = new Table().Border(TableBorder.Simple).AddColumns("class", "name", "labelled pixels");
        for (var i = 0; i < entry.Classes; i++)
            classes.AddRow($"{i + 1}", entry.ClassNames[i], entry.ClassPixels.IsEmpty ? "" : $"{entry.ClassPixels[i]}");
        console.Write(classes);
    }

    private static object Document(SceneEntry entry, SceneFiles? files) => new
    {
        entry.Name,
        entry.Title,
        entry.Sensor,
        entry.Site,
        entry.Rows,
        entry.Cols,
        entry.Bands,
        Wavelengths = entry.Wavelengths.Centres(),
        WavelengthsApproximate = true,
        ColourBands = entry.ColourBands is var (r, g, b) ? new[] { r, g, b } : null,
        entry.WaterBands,
        Classes = entry.ClassNames.Select((name, i) => new
        {
            Name = name,
            Pixels = entry.ClassPixels.IsEmpty ? (int?)null : entry.ClassPixels[i],
        }),
        Files = entry.Files.Select(f => new { f.Path, f.Variable, f.Bytes, f.Sha256, f.Url }),
        Here = files switch { null => "missing", { Derived: null } => "original", _ => "derived" },
        File = files?.Cube,
        Worth = files?.Derived?.Worth,
    };
}
