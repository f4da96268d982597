using System.CommandLine;
using Hud.Cli.Remote;
using Hud.Experiments;

namespace Hud.Cli;

/// <summary>Runs a command and turns outcomes into the exit codes of <see cref="ExitCode"/>.</summary>
internal static class CommandLine
{
    public static int Invoke(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine($"hud: {error.Message}");
            Console.Error.WriteLine($"hud: see 'hud {string.Join(' ', Words(parsed))} --help'");
            return ExitCode.BadInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (InputException bad)
        {
            Console.Error.WriteLine($"hud: {bad.Message}");
            return ExitCode.BadInput;
        }
        catch (UnreachableException away)
        {
            Console.Error.WriteLine($"hud: {away.Message}");
            return ExitCode.Unreachable;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            Console.Error.WriteLine($"hud: {failed.Message}");
            return ExitCode.Failed;
        }
    }

    private static IEnumerable<string> Words(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var c = parsed.CommandResult; c.Command is not RootCommand; c = (System.CommandLine.Parsing.CommandResult)c.Parent!)
            names.Push(c.Command.Name);
        return names;
    }
}
