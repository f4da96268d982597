using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Serialization;
using Hud.Experiments.Plans;
using Hud.Node.Child;

namespace Hud.Node.Processes;

/// <summary>A process that waits for a device's next trial. It holds nothing that could be lost: whenever it is not there,
/// a fresh one does its work. Thread-safe.</summary>
internal sealed class Standby(Func<ProcessStartInfo> start, Func<bool> memoryIsShort, TimeProvider time) : IDisposable
{
    /// <summary>For so long after the last expectation it keeps its memory.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Between two looks at whether it should.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Process? _process;
    private ITimer? _watch;
    private long _expected;

    /// <summary>Says what comes next; starts the process where there is none.</summary>
    /// <param name="next">Null for nothing: the process ends.</param>
    public void Expect(TrialSpec? next)
    {
        lock (_gate)
        {
            var wanted = next is not null && !memoryIsShort();
            if (!wanted || !IsWaiting()) End();
            if (!wanted) return;
            try
            {
                _process ??= ChildProcess.Start(start());
            }
            catch (Win32Exception)
            {
                // The trial itself will find the same, and say so.
                return;
            }

            _expected = time.GetTimestamp();
            _watch ??= time.CreateTimer(_ => Look(), null, Period, Period);
            if (!Say(StandbyChild.Prepare + JsonSerializer.Serialize(next!, HudJson.Default.TrialSpec))) End();
        }
    }

    /// <returns>The process, at work in the folder from now on; null when none waits.</returns>
    public Process? Run(string folder)
    {
        lock (_gate)
        {
            var taken = IsWaiting() && Say(StandbyChild.Start + folder) ? _process : null;
            if (taken is not null) _process = null;
            End();
            return taken;
        }
    }

    public void Dispose()
    {
        lock (_gate) End();
    }

    private void Look()
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_expected) >= Patience || memoryIsShort()) End();
        }
    }

    private bool IsWaiting() => _process is { HasExited: false };

    private bool Say(string line)
    {
        try
        {
            _process!.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
            return true;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    private void End()
    {
        _watch?.Dispose();
        _watch = null;
        if (_process is null) return;
        if (IsWaiting()) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _process = null;
    }
}
