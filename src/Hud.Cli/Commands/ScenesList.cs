using System.CommandLine;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Catalog;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary><c>hud scenes list</c>.</summary>
internal static class ScenesList
{
    public static Command Create(Option<string?> data, Option<bool> json)
    {
        var command = new Command("list", """
            Shows every scene with its size and whether it is here: original, derived (a stand-in, whose results carry
            that word) or missing. Looks at names and sizes only; 'hud scenes check' verifies contents.

            Example:
              hud scenes list --data /scenes --json
            """);
        command.SetAction(parsed =>
        {
            var folders = SceneFolders.Default(parsed.GetValue(data));
            Row[] rows = [.. SceneCatalog.Entries.Select(e => Row.Of(e, folders)), Row.Synthetic()];
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            output.People.Write(Table(rows));
            output.People.WriteLine($"looked in {string.Join(", ", folders.Paths)}");
            output.Document(new { folders = folders.Paths, scenes = rows });
            return ExitCode.Done;
        });
        return command;
    }

    private static Table Table(Row[] rows)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("scene", "title", "rows x cols x bands", "classes", "here", "note");
        foreach (var row in rows)
        {
            var here = row.Here switch
            {
                "missing" => "[grey]missing[/]",
                "derived" => "[yellow]derived[/]",
                var good => $"[green]{good}[/]",
            };
            table.AddRow(row.Name, Markup.Escape(row.Title), $"{row.Rows} x {row.Cols} x {row.Bands}", $"{row.Classes}", here,
                Markup.Escape(row.Note));
        }

        return table;
    }

    /// <param name="Here">original, derived, missing or synthetic.</param>
    private sealed record Row(
        string Name, string Title, int Rows, int Cols, int Bands, int Classes, string Here, string? File, string Note)
    {
        public static Row Of(SceneEntry entry, SceneFolders folders)
        {
            var row = new Row(entry.Name, entry.Title, entry.Rows, entry.Cols, entry.Bands, entry.Classes, "missing", null,
                $"hud scenes fetch {entry.Name}");
            if (folders.Find(entry) is not { } files) return row;
            var bytes = files.Derived?.Bytes ?? entry.Cube.Bytes;
            var found = row with
            {
                File = files.Cube,
                Here = files.Derived is null ? "original" : "derived",
                Rows = files.Derived?.Rows ?? entry.Rows,
                Cols = files.Derived?.Cols ?? entry.Cols,
                Note = files.Derived?.Worth ?? "",
            };
            return new FileInfo(files.Cube).Length is var length && length != bytes
                ? found with { Note = $"{length} bytes in place of {bytes}: damaged or another file" }
                : found;
        }

        public static Row Synthetic()
        {
            var recipe = new SyntheticRecipe();
            return new(SyntheticRecipe.SceneName, "Synthetic land", recipe.Rows, recipe.Cols, recipe.Bands, recipe.Endmembers,
                "synthetic", null, "made from a seed, needs no file; other seeds: synthetic:7");
        }
    }
}
