using System.ComponentModel;
using System.Diagnostics;

namespace Hud.Chaos;

internal static class Shell
{
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    public static void Run(string program, params string[] arguments)
    {
        if (!TryRun(program, arguments)) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
    }

    public static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }

    public static void Signal(string name, IEnumerable<int> processes)
    {
        foreach (var process in processes) TryRun("kill", $"-{name}", $"{process}");
    }
}
