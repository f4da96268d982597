namespace Hud.Engine.Training;

/// <summary>How another thread asks a running training to checkpoint or to leave.</summary>
public sealed class StopSignal
{
    private int _stop;
    private int _checkpoint;

    public bool StopRequested => Volatile.Read(ref _stop) != 0;

    /// <summary>After the current step: checkpoint and leave.</summary>
    public void RequestStop() => Volatile.Write(ref _stop, 1);

    /// <summary>After the current step: checkpoint and go on.</summary>
    public void RequestCheckpoint() => Volatile.Write(ref _checkpoint, 1);

    /// <summary>True once for each request.</summary>
    public bool TakeCheckpointRequest() => Interlocked.Exchange(ref _checkpoint, 0) != 0;
}
