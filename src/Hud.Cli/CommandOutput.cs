using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Hud.Cli;

/// <summary>Where a command speaks: people's text on standard output, or on standard error beside JSON.</summary>
internal sealed class CommandOutput(ParseResult parsed, bool json)
{
    // Wide enough for every table: text in a pipe is for grep, which a wrapped line breaks.
    private const int PipeWidth = 400;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly InvocationConfiguration _streams = parsed.InvocationConfiguration;

    /// <summary>For what a person asked to see.</summary>
    public IAnsiConsole People { get; } = ConsoleOn(
        json ? parsed.InvocationConfiguration.Error : parsed.InvocationConfiguration.Output);

    /// <summary>For progress and trouble.</summary>
    public IAnsiConsole Aside { get; } = ConsoleOn(parsed.InvocationConfiguration.Error);

    /// <summary>One line for people, without markup.</summary>
    public void Say(string line) => (json ? _streams.Error : _streams.Output).WriteLine(line);

    /// <summary>Progress of something that takes its time: rewritten in place on a terminal, silent in a pipe.</summary>
    /// <param name="share">0 to 1.</param>
    public void Progress(string what, double share)
    {
        if (Console.IsErrorRedirected) return;
        _streams.Error.Write($"\r{what} {share,4:P0}{(share >= 1 ? "\n" : "")}");
    }

    /// <summary>Writes the one JSON document, if that was asked for.</summary>
    public void Document(object document)
    {
        if (json) _streams.Output.WriteLine(Json(document));
    }

    /// <summary>Indented, names in snake_case.</summary>
    public static string Json(object document) => JsonSerializer.Serialize(document, Indented);

    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = PipeWidth;
        return console;
    }
}
