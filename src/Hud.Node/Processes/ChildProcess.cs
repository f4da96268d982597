using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;

namespace Hud.Node.Processes;

/// <summary>One attempt's process. Its standard input is its lifeline and stays open; a thread of its own reads what it
/// says, so that a starved thread pool delays nothing.</summary>
internal sealed class ChildProcess
{
    private readonly Process _process;
    private readonly int _id;
    private readonly ErrorLog _errors;
    private readonly long _seed;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private bool _stopRequested;
    private ITimer? _grace;

    private ChildProcess(Process process, ErrorLog errors, long seed, TimeProvider time) =>
        (_process, _id, _errors, _seed, _time) = (process, process.Id, errors, seed, time);

    /// <summary>Starts a process that can be attended to.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        return Process.Start(start)!;
    }

    /// <summary>Listens to a process that is an attempt from now on; <paramref name="hear"/> is called on a thread of its own,
    /// the outcome last.</summary>
    public static ChildProcess Attend(
        Process process, string errorLog, long seed, TimeProvider time, Action<TrialSignal> hear)
    {
        var errors = new ErrorLog(errorLog);
        var child = new ChildProcess(process, errors, seed, time);
        var errorThread = new Thread(child.ReadErrors) { IsBackground = true, Name = $"stderr of {process.Id}" };
        errorThread.Start();
        new Thread(() => child.Listen(hear, errorThread)) { IsBackground = true, Name = $"stdout of {process.Id}" }.Start();
        return child;
    }

    /// <summary>Resident memory in bytes; null once it has ended.</summary>
    public long? Memory => ResidentMemory.Of(_id);

    /// <summary>Asks for a last checkpoint; kills after <paramref name="grace"/>.</summary>
    public void Stop(TimeSpan grace)
    {
        lock (_gate)
        {
            if (_stopRequested) return;
            _stopRequested = true;
            _grace = _time.CreateTimer(_ => Kill(), null, grace, Timeout.InfiniteTimeSpan);
        }

        try
        {
            _process.StandardInput.WriteLine("stop");
            _process.StandardInput.Flush();
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // It has ended already; the listening thread says how.
        }
    }

    public void Kill()
    {
        lock (_gate) _stopRequested = true;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private void Listen(Action<TrialSignal> hear, Thread errorThread)
    {
        ChildMessage? last = null;
        var lines = new BoundedLineReader(_process.StandardOutput.BaseStream);
        while (lines.ReadLine() is { } line)
        {
            switch (Parse(line))
            {
                case ChildProgress p: hear(new TrialMovedOn(p)); break;
                case ChildCheckpoint c: hear(new TrialSaved(c)); break;
                case ChildCost c: hear(new TrialSpent(c)); break;
                case { } final: last = final; break;
                default: _errors.Add($"(standard output) {line}"); break;
            }
        }

        _process.WaitForExit();
        errorThread.Join();
        bool stopped;
        lock (_gate)
        {
            stopped = _stopRequested;
            _grace?.Dispose();
        }

        hear(ExitVerdict.Of(_process.ExitCode, last, stopped, _seed, _errors.Tail));
        _errors.Dispose();
        _process.Dispose();
    }

    private void ReadErrors()
    {
        var lines = new BoundedLineReader(_process.StandardError.BaseStream);
        while (lines.ReadLine() is { } line) _errors.Add(line);
    }

    /// <returns>Null for a line that is no message: native libraries print where they like.</returns>
    private static ChildMessage? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HudJson.Default.ChildMessage);
        }
        catch (Exception other) when (other is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
