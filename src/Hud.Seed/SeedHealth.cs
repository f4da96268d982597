using System.Collections.Immutable;

namespace Hud.Seed;

/// <summary>What the seed knows of its own health. Thread-safe. The built-in checks of cluster and journal stay green
/// through the outages that matter, so these are the probe's own observations.</summary>
public sealed class SeedHealth(TimeProvider time)
{
    /// <summary>Longest silence of a coordinator that is well.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _answered;
    private bool _seedInSight;
    private string? _trouble;
    private string? _unreadable;

    /// <summary>Ends with the coordinator's first answer.</summary>
    public Task FirstAnswer => _first.Task;

    public void Answered()
    {
        lock (_gate) (_answered, _trouble) = (time.GetTimestamp(), null);
        _first.TrySetResult();
    }

    public void Sees(bool seed)
    {
        lock (_gate) _seedInSight = seed;
    }

    public void Trouble(string message)
    {
        lock (_gate) _trouble = message;
    }

    /// <summary>The journal was looked at.</summary>
    /// <param name="trouble">Null when it can be read.</param>
    public void Looked(string? trouble)
    {
        lock (_gate) _unreadable = trouble;
    }

    /// <returns>What is wrong; empty when the control plane can be used.</returns>
    public ImmutableArray<string> Reasons()
    {
        lock (_gate)
        {
            var reasons = ImmutableArray.CreateBuilder<string>();
            if (!_seedInSight) reasons.Add("no seed of the cluster is up");
            if (_answered is not { } at) reasons.Add("the coordinator has not answered yet");
            else if (time.GetElapsedTime(at) is var silence && silence > Patience)
                reasons.Add($"the coordinator has not answered for {silence.TotalSeconds:F0} s");
            if ((_trouble ?? _unreadable) is { } trouble) reasons.Add($"the journal: {trouble}");
            return reasons.ToImmutable();
        }
    }
}
