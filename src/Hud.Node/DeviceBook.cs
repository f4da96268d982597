using Hud.Actors.Protocol;
using Hud.Actors.Trials;

namespace Hud.Node;

/// <summary>What one device did, phase by phase. Thread-safe.</summary>
internal sealed class DeviceBook(Device device, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly TimeSpan[] _busy = new TimeSpan[Enum.GetValues<TrialPhase>().Length];
    private AttemptId? _attempt;
    private TrialPhase _phase;
    private long _since;
    private long? _step;
    private double? _loss;

    public Device Device { get; } = device;

    public AttemptId? Attempt
    {
        get
        {
            lock (_gate) return _attempt;
        }
    }

    /// <summary>NaN outside training.</summary>
    public double Loss
    {
        get
        {
            lock (_gate) return _loss ?? double.NaN;
        }
    }

    public void Begin(AttemptId attempt)
    {
        lock (_gate)
        {
            Settle();
            (_attempt, _phase, _step, _loss) = (attempt, TrialPhase.Prepare, null, null);
        }
    }

    /// <returns>Optimiser steps since the last word of this attempt; those of an earlier attempt are not counted again.</returns>
    public long Move(ChildProgress progress)
    {
        lock (_gate)
        {
            Settle();
            var steps = progress.Phase == TrialPhase.Train && _step is { } before ? Math.Max(0, progress.Step - before) : 0;
            (_phase, _loss) = (progress.Phase, progress.Loss);
            _step = progress.Phase == TrialPhase.Train ? progress.Step : null;
            return steps;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            Settle();
            (_attempt, _step, _loss) = (null, null, null);
        }
    }

    /// <summary>Time spent in the phase so far, what is under way included.</summary>
    public TimeSpan Busy(TrialPhase phase)
    {
        lock (_gate)
        {
            Settle();
            return _busy[(int)phase];
        }
    }

    private void Settle()
    {
        var now = time.GetTimestamp();
        if (_attempt is not null) _busy[(int)_phase] += time.GetElapsedTime(_since, now);
        _since = now;
    }
}
