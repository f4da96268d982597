using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Serialization;
using Hud.Experiments.Plans;
using Hud.Node.Child;

namespace Hud.Node.Processes;

/// <summary>A process that waits for a device's next trial. It holds nothing that could be lost: whenever it is not there,
/// a fresh one does its work. Thread-safe.</summary>
internal sealed class Standby(Func<ProcessStartInfo> start, TimeProvider time) : IDisposable
{
    /// <summary>For so long after the last expectation it keeps its memory.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private Process? _process;
    private ITimer? _leave;

    /// <summary>Says what comes next; starts the process where there is none.</summary>
    public void Expect(TrialSpec next)
    {
        lock (_gate)
        {
            if (!IsWaiting()) End();
            try
            {
                _process ??= ChildProcess.Start(start());
            }
            catch (Win32Exception)
            {
                // The trial itself will find the same, and say so.
                return;
            }

            _leave?.Dispose();
            _leave = time.CreateTimer(_ => Dispose(), null, Patience, Timeout.InfiniteTimeSpan);
            if (!Say(StandbyChild.Prepare + JsonSerializer.Serialize(next, HudJson.Default.TrialSpec))) End();
        }
    }

    /// <returns>The process, at work in the folder from now on; null when none waits.</returns>
    public Process? Run(string folder)
    {
        lock (_gate)
        {
            if (IsWaiting() && Say(StandbyChild.Start + folder))
            {
                var taken = _process;
                _process = null;
                _leave?.Dispose();
                return taken;
            }

            End();
            return null;
        }
    }

    public void Dispose()
    {
        lock (_gate) End();
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
        _leave?.Dispose();
        if (_process is null) return;
        if (IsWaiting()) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _process = null;
    }
}
