using System.Collections.Immutable;
using System.Globalization;

namespace Hud.Node;

/// <summary>How a node stands with its control plane. Thread-safe.</summary>
/// <param name="patience">Longest silence of a coordinator that is in sight.</param>
public sealed class NodeHealth(TimeSpan patience, TimeProvider time)
{
    private long _answered = long.MinValue;

    /// <summary>By a clock that nobody sets.</summary>
    public void Answered() => Interlocked.Exchange(ref _answered, time.GetTimestamp());

    /// <returns>What is wrong; empty for a node that serves its cluster. Trials go on meanwhile.</returns>
    public ImmutableArray<string> Reasons()
    {
        var answered = Interlocked.Read(ref _answered);
        if (answered == long.MinValue) return ["the cluster's coordinator has not answered yet"];
        var silence = time.GetElapsedTime(answered);
        return silence <= patience
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"the cluster's coordinator has not answered for {silence.TotalSeconds:F0} s")];
    }
}
