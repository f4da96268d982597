using System.Runtime.InteropServices;

namespace Hud.Cli.Commands;

/// <summary>Ctrl-C and SIGTERM: the first asks to leave, the second leaves.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _registrations;
    private Action _last = () => { };
    private int _count;

    public Interrupts() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear),
    ];

    /// <summary>Ends with the first interrupt.</summary>
    public Task First => _first.Task;

    /// <summary>What to do before the process ends at the second one.</summary>
    public void OnSecond(Action last) => _last = last;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    private void Hear(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _count) == 1)
        {
            _first.TrySetResult();
            return;
        }

        _last();
        Environment.Exit(ExitCode.Interrupted);
    }
}
