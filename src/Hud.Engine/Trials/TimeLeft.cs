using Hud.Experiments.Plans;

namespace Hud.Engine.Trials;

/// <summary>Estimates the rest of training and sampling from the pace of this attempt.</summary>
internal sealed class TimeLeft(TrialSpec spec, TimeProvider clock)
{
    /// <summary>A training step is about three times the work of a network call on the same images.</summary>
    private const double CallsPerStep = 3;

    private long _start = clock.GetTimestamp();
    private double _from;

    /// <summary>A phase begins, or goes on after <paramref name="done"/> units.</summary>
    public void Begin(double done) => (_start, _from) = (clock.GetTimestamp(), done);

    /// <returns>Seconds for the rest of training and all of sampling; null before the first step.</returns>
    public double? AfterSteps(long done)
    {
        if (Pace(done) is not { } pace) return null;
        var calls = (double)spec.Sampling.Count * spec.Sampling.Steps / spec.Budget.Batch / CallsPerStep;
        return pace * (spec.Budget.Iterations - done + calls);
    }

    /// <returns>Seconds for the rest of sampling.</returns>
    public double? AfterImages(double done) => Pace(done) * (spec.Sampling.Count - done);

    private double? Pace(double done) =>
        done > _from ? clock.GetElapsedTime(_start).TotalSeconds / (done - _from) : null;
}
