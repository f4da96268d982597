namespace Hud.Actors.Nodes;

/// <summary>What the watchdog knows.</summary>
/// <param name="Answered">When the coordinator last answered, or the node was last in no cluster; times here are of a clock that
/// nobody can set.</param>
/// <param name="Patience">Longest silence of the coordinator.</param>
public sealed record WatchdogState(TimeSpan Answered, TimeSpan Patience);

/// <summary>Whether an actor system still serves a control plane, as pure functions. A restarted seed founds a cluster of
/// its own, and the members of the old one would wait for ever for a coordinator that is not coming back.</summary>
public static class WatchdogDecisions
{
    /// <param name="members">Members of the cluster that the node sees, itself among them; 0 before it has joined.</param>
    /// <param name="seeds">Those of them that are up and of the control plane.</param>
    /// <returns>Why the actor system must be rebuilt; null while it need not be. A system that has joined nothing yet goes
    /// on knocking by itself, however long joining takes.</returns>
    public static (WatchdogState State, string? Why) Look(WatchdogState state, int members, int seeds, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (members == 0) return (state with { Answered = now }, null);
        var silence = now - state.Answered;
        if (silence <= state.Patience) return (state, null);
        return (state, seeds == 0
            ? $"no seed in sight for {silence.TotalSeconds:F0} s"
            : $"the coordinator has not answered for {silence.TotalSeconds:F0} s");
    }
}
