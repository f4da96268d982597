using System.CommandLine;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Catalog;
using Hud.Engine.Scenes.Fetching;
using Hud.Experiments;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary><c>hud scenes fetch</c>.</summary>
internal static class ScenesFetch
{
    private const string All = "all";

    public static Command Create(Option<string?> data, Option<bool> json)
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = $"Catalog names, or '{All}'.",
            Arity = ArgumentArity.OneOrMore,
        };
        var mirror = new Option<string?>("--mirror")
        {
            Description = "Take the files from URL/FILE in place of their public addresses.",
            HelpName = "URL",
        };
        var command = new Command("fetch", """
            Downloads a scene's published files into --data DIR, else $HUD_DATA, else ./data, and verifies their SHA-256.
            A transfer that breaks off is continued; a file appears under its name only when it is whole and right.

            Examples:
              hud scenes fetch paviau
              hud scenes fetch ksc salinas --data /scenes
              hud scenes fetch all --mirror https://example.org/scenes
            """)
        {
            names, mirror,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var entries = Entries(parsed.GetRequiredValue(names));
            var options = FetchOptions.Default with { Mirror = Address(parsed.GetValue(mirror)) };
            var folder = SceneFolders.Default(parsed.GetValue(data)).Paths[0];
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            http.DefaultRequestHeaders.UserAgent.ParseAdd("HudCluster/0.1");
            var fetcher = new SceneFetcher(http, options, TimeProvider.System);

            var files = new List<object>();
            foreach (var file in entries.SelectMany(e => e.Files).DistinctBy(f => f.Sha256))
            {
                var downloaded = await FetchDisplay.ShowAsync(
                    output.Aside, file, progress => fetcher.FetchAsync(file, folder, progress, cancel));
                output.People.WriteLine($"{Path.Combine(folder, file.Path)}: {(downloaded ? "downloaded" : "was here")}, verified");
                files.Add(new { file.Path, file.Bytes, file.Sha256, Downloaded = downloaded });
            }

            output.Document(new { folder, files });
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<SceneEntry> Entries(string[] names) =>
        names.Contains(All) ? SceneCatalog.Entries : [.. names.Select(SceneCatalog.Get)];

    private static Uri? Address(string? mirror)
    {
        if (mirror is null) return null;
        return Uri.TryCreate(mirror, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new InputException("--mirror", null, mirror, "must be an http or https address");
    }
}
