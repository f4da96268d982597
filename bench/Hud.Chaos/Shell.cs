using System.ComponentModel;
using System.Diagnostics;

namespace Hud.Chaos;

internal static class Shell
{
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    public static void Run(string program, params string[] arguments)
    {
        if (Execute(program, arguments) is var (code, _, errors) && code != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}: {errors}");
    }

    public static bool TryRun(string program, params string[] arguments) => Execute(program, arguments).Code == 0;

    /// <returns>What it said on standard output, whatever its exit code.</returns>
    public static string[] Lines(string program, params string[] arguments) =>
        Execute(program, arguments).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <returns>The command line of a process; empty when there is none.</returns>
    public static string CommandOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <param name="processes">0, for one that does not run, is passed over: to kill it is a whole process group.</param>
    public static void Signal(string name, IEnumerable<int> processes)
    {
        foreach (var process in processes.Where(p => p > 0)) TryRun("kill", $"-{name}", $"{process}");
    }

    /// <param name="environment">Added to this process's own.</param>
    /// <returns>Code 127 when there is no such program.</returns>
    public static (int Code, string Output, string Errors) Execute(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception missing)
        {
            return (127, "", missing.Message);
        }
    }
}
