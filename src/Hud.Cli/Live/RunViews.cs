using Spectre.Console;

namespace Hud.Cli.Live;

internal static class RunViews
{
    /// <summary>Bars on a terminal, lines elsewhere.</summary>
    /// <param name="aside">On standard error, because JSON goes to standard output.</param>
    public static IRunView Open(bool aside)
    {
        var output = aside ? Console.Error : Console.Out;
        return (aside ? Console.IsErrorRedirected : Console.IsOutputRedirected)
            ? new PlainView(output, TimeProvider.System)
            : new TerminalView(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }));
    }
}
