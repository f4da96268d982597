using System.CommandLine;

namespace Hud.Cli.Tests.Commands;

/// <summary>One command line, run in this process with its output caught.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(Command command, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var parsed = new RootCommand { command }.Parse([command.Name, .. args]);
        Assert.Empty(parsed.Errors);
        var code = parsed.Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
        });
        return new(code, output.ToString(), error.ToString());
    }
}
