using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Experiments.Configuration;

namespace Hud.Seed;

/// <summary>Section <c>coordinator</c> of a configuration.</summary>
public static class CoordinatorSection
{
    public static ImmutableArray<string> Keys { get; } = ["lease", "max_strikes", "retry_delay", "checkpoint_interval"];

    /// <exception cref="Hud.Experiments.InputException">A value is out of its range.</exception>
    public static CoordinatorOptions Read(ConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var preset = new CoordinatorOptions();
        return preset with
        {
            Lease = section.Seconds("lease", preset.Lease, 1, 86_400),
            MaxStrikes = section.Integer("max_strikes", preset.MaxStrikes, 1, 1000),
            RetryDelay = section.Seconds("retry_delay", preset.RetryDelay, 0, 3600),
            CheckpointInterval = section.Seconds("checkpoint_interval", preset.CheckpointInterval, 0, 3600),
        };
    }
}
