using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Experiments.Configuration;

namespace Hud.Seed;

/// <summary>Section <c>coordinator</c> of a configuration.</summary>
public static class CoordinatorSection
{
    public static ImmutableArray<string> Keys { get; } =
    [
        "lease", "absence", "max_strikes", "max_node_losses", "retry_delay", "checkpoint_interval", "trial_timeout", "stuck",
        "quarantine_after", "fast_loss", "clock_tolerance", "canary",
    ];

    /// <exception cref="Hud.Experiments.InputException">A value is out of its range.</exception>
    public static CoordinatorOptions Read(ConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var preset = new CoordinatorOptions();
        return preset with
        {
            Lease = section.Seconds("lease", preset.Lease, 1, 86_400),
            Absence = section.Seconds("absence", preset.Absence, 0, 86_400),
            MaxStrikes = section.Integer("max_strikes", preset.MaxStrikes, 1, 1000),
            MaxNodeLosses = section.Integer("max_node_losses", preset.MaxNodeLosses, 1, 1000),
            TrialTimeout = section.Find("trial_timeout") is null ? preset.TrialTimeout : section.Seconds("trial_timeout", default, 1, 1e8),
            Stuck = section.Find("stuck") is null ? preset.Stuck : section.Seconds("stuck", default, 10, 1e8),
            QuarantineAfter = section.Integer("quarantine_after", preset.QuarantineAfter, 0, 1000),
            FastLoss = section.Seconds("fast_loss", preset.FastLoss, 1, 3600),
            ClockTolerance = section.Seconds("clock_tolerance", preset.ClockTolerance, 1, 86_400),
            Canary = section.Switch("canary", true),
            RetryDelay = section.Seconds("retry_delay", preset.RetryDelay, 0, 3600),
            CheckpointInterval = section.Seconds("checkpoint_interval", preset.CheckpointInterval, 0, 3600),
        };
    }
}
