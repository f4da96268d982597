using System.Collections.Immutable;

namespace Hud.Experiments.Plans;

public enum DeviceKind { Cpu, Cuda }

/// <summary>How a cluster hands an experiment's trials out: where and when they run, never what comes out of them. No
/// part of any trial's key or of the plan's id.</summary>
/// <param name="Priority">Higher goes first; -1000 to 1000, 0 unless said otherwise.</param>
/// <param name="TrialTimeout">An attempt that runs longer is stopped and counted against its trial; null leaves it to the
/// coordinator.</param>
public sealed record ExperimentTerms(int Priority = 0, Requirements? Requires = null, TimeSpan? TrialTimeout = null)
{
    public const int LowestPriority = -1000;
    public const int HighestPriority = 1000;

    public static ExperimentTerms Default { get; } = new();
}

/// <summary>What a device must offer.</summary>
/// <param name="Kind">Null takes any.</param>
/// <param name="MemoryBytes">At least so much on the device; a device of unknown memory does not have it. Null takes any.</param>
public sealed record Requirements(DeviceKind? Kind = null, long? MemoryBytes = null)
{
    /// <summary>All of them must be among the node's labels.</summary>
    public ImmutableArray<string> Labels { get => field.IsDefault ? [] : field; init; } = [];
}
