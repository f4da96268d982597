using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;

namespace Hud.Node.Processes;

/// <summary>Computes the canary in a child process, as attempts are computed.</summary>
internal static class CanaryProcess
{
    /// <summary>It takes seconds, and longer on a machine with much else to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="scratch">Made for it, and removed afterwards.</param>
    public static void Start(ChildCommand child, string scratch, TimeProvider time, Action<CanaryOutcome> observer) =>
        new Thread(() => observer(Run(child, scratch, time))) { IsBackground = true, Name = "canary" }.Start();

    private static CanaryOutcome Run(ChildCommand child, string scratch, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(scratch);
            using var process = Process.Start(
                new ProcessStartInfo(child.FileName, [.. child.Arguments, scratch, "--shared", scratch, ChildCommand.Canary])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                })!;
            using var kill = time.CreateTimer(_ => Kill(process), null, Patience, Timeout.InfiniteTimeSpan);
            return Listen(process);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return CanaryOutcome.Crashed($"it could not be started in {scratch}: {failed.Message}");
        }
        finally
        {
            Remove(scratch);
        }
    }

    private static CanaryOutcome Listen(Process process)
    {
        var errors = new List<string>();
        var listener = new Thread(() =>
        {
            var lines = new BoundedLineReader(process.StandardError.BaseStream);
            while (lines.ReadLine() is { } line)
            {
                if (errors.Count < 3 && !string.IsNullOrWhiteSpace(line)) errors.Add(line.Trim());
            }
        })
        { IsBackground = true, Name = "stderr of the canary" };
        listener.Start();

        ChildCanary? said = null;
        var output = new BoundedLineReader(process.StandardOutput.BaseStream);
        while (output.ReadLine() is { } line) said = Parse(line) ?? said;
        process.WaitForExit();
        listener.Join();
        return said is not null
            ? new CanaryOutcome(said.Architecture, said.Hash, said.Expected, null)
            : CanaryOutcome.Crashed(ExitVerdict.Describe(process.ExitCode, string.Join("; ", errors)));
    }

    /// <returns>Null for a line that is no message: native libraries print where they like.</returns>
    private static ChildCanary? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HudJson.Default.ChildMessage) as ChildCanary;
        }
        catch (Exception other) when (other is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private static void Remove(string scratch)
    {
        try
        {
            Directory.Delete(scratch, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // A few small files in the trials' folder harm nobody.
        }
    }
}
