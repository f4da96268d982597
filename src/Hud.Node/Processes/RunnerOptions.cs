using System.Collections.Immutable;

namespace Hud.Node.Processes;

/// <summary>Where attempts work and how they are started.</summary>
public sealed record RunnerOptions
{
    /// <summary>Holds one folder per trial, named by the first 12 digits of its key.</summary>
    public required string TrialsFolder { get; init; }

    /// <summary>Scene work shared between trials.</summary>
    public required string SharedFolder { get; init; }

    /// <summary>Folder to look scenes up in first; null for the default ones.</summary>
    public string? DataFolder { get; init; }

    public required ChildCommand Command { get; init; }

    /// <summary>UUID of each GPU by the name of its slot: an attempt there sees this one alone, all others see none.</summary>
    public ImmutableDictionary<string, string> Gpus { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Keeps outcomes until they are acknowledged; null keeps them in memory alone.</summary>
    public OutcomeSpool? Spool { get; init; }

    /// <summary>Have a process per device ready for the next trial while one runs.</summary>
    public bool Prefetch { get; init; } = true;

    /// <summary>Asked every few seconds while a process waits: it is dropped when memory is short.</summary>
    public Func<bool> MemoryIsShort { get; init; } = SystemMemory.IsShort;

    /// <summary>Time for the last checkpoint between a polite stop and a kill.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(60);
}
