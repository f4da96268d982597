using Hud.Engine.Training;
using Hud.Node.Processes;

namespace Hud.Node.Child;

/// <summary>Reads the parent's commands on a thread of its own. The end of the stream means that the parent is gone:
/// leave with a checkpoint, and at the latest after the grace, since a later attempt waits for this process.</summary>
internal sealed class Lifeline : IDisposable
{
    /// <summary>Shorter than <see cref="TrialLock"/> waits.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _left = new();
    private readonly ManualResetEventSlim _finished = new();
    private readonly StopSignal _stop;

    private Lifeline(StopSignal stop) => _stop = stop;

    public static Lifeline Watch(BoundedLineReader commands, StopSignal stop)
    {
        var lifeline = new Lifeline(stop);
        new Thread(() => lifeline.Read(commands))
        {
            IsBackground = true,
            Name = "lifeline",
        }.Start();
        return lifeline;
    }

    /// <summary>Waits until the parent wants this process to leave.</summary>
    /// <returns>False when <paramref name="time"/> passed first.</returns>
    public bool WaitForLeave(TimeSpan time) => _left.Wait(time);

    public void Dispose() => _finished.Set();

    private void Read(BoundedLineReader commands)
    {
        while (commands.ReadLine() is { } command)
        {
            if (command == "checkpoint") _stop.RequestCheckpoint();
            if (command == "stop") Leave();
        }

        Leave();
        if (!_finished.Wait(Grace)) Environment.Exit(130);
    }

    private void Leave()
    {
        _stop.RequestStop();
        _left.Set();
    }
}
