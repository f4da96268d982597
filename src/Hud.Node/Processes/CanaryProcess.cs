using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Hud.Experiments.Files;
using Hud.Node.Child;

namespace Hud.Node.Processes;

/// <summary>Computes the canary in a child process, as attempts are computed.</summary>
internal static class CanaryProcess
{
    /// <summary>It takes seconds, and longer on a machine with much else to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>A full disk is trouble that passes: the node would have no room for trials either, so it waits on trial. (A
    /// node that came back while its disk was full stayed quarantined until a person released it.)</summary>
    private static readonly TimeSpan UntilThereIsRoom = TimeSpan.FromSeconds(5);

    /// <param name="scratch">Made for it, and removed afterwards.</param>
    public static void Start(ChildCommand child, string scratch, TimeProvider time, Action<CanaryOutcome> observer) =>
        new Thread(() =>
        {
            CanaryOutcome? outcome;
            while ((outcome = Run(child, scratch, time)) is null) Task.Delay(UntilThereIsRoom, time).Wait();
            observer(outcome);
        })
        { IsBackground = true, Name = "canary" }.Start();

    /// <returns>Null when the disk is full.</returns>
    private static CanaryOutcome? Run(ChildCommand child, string scratch, TimeProvider time)
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
        catch (IOException full) when (DiskFull.Is(full))
        {
            return null;
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

    private static CanaryOutcome? Listen(Process process)
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
        if (said is not null) return new CanaryOutcome(said.Architecture, said.Hash, said.Expected, null);
        return process.ExitCode == ChildExit.DiskFull
            ? null
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
