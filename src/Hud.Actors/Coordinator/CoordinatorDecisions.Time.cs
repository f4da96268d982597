using System.Collections.Immutable;
using System.Globalization;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    /// <summary>A longer pause between two looks is the coordinator's own fault.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>A node that announces nothing for so long is out of sight: one announcement may get lost on the way.</summary>
    private static readonly TimeSpan Sight = TimeSpan.FromSeconds(9);

    private static Decision Time(CoordinatorState state, Roster roster, DateTimeOffset now, CoordinatorOptions options)
    {
        roster = Looked(roster, now, options);
        var events = new List<ICoordinatorEvent>();
        var effects = new List<Effect>();
        foreach (var trial in state.Running.ToList())
        {
            roster = Watched(roster, trial, now);
            var watch = roster.Attempts[trial.Current];
            if (Overdue(state, roster, trial, now, options) is var (reason, detail))
            {
                events.AddRange(Lose(Fold(state, events), roster, trial, reason, detail, now, options));
                effects.Add(new SendStop(trial.Lease!.Node, trial.Current));
                roster = roster.Forget(trial.Current);
            }
            else if (!watch.Accepted) effects.Add(Order(state, trial, trial.Lease!));
            else if (state.Node(trial.Lease!.Node).Drain is { StopAttempts: true })
                effects.Add(new SendStop(trial.Lease.Node, trial.Current));
        }

        return new([.. events], [.. effects], roster);
    }

    /// <summary>An attempt that only the journal knew of began when the journal says.</summary>
    private static Roster Watched(Roster roster, TrialRecord trial, DateTimeOffset now) =>
        roster.Attempts.ContainsKey(trial.Current)
            ? roster
            : roster.Begun(trial.Current, now, trial.Lease!.Since is { } since && since < now ? since : now);

    private static Roster Looked(Roster roster, DateTimeOffset now, CoordinatorOptions options)
    {
        var pause = roster.Looked is { } last ? now - last : TimeSpan.Zero;
        var longest = LongestPause > 3 * options.Tick ? LongestPause : 3 * options.Tick;
        var fair = pause < TimeSpan.Zero || pause > longest ? roster.Shifted(pause) : roster;
        // Sight is short, so that a much shorter pause matters to it.
        if (pause < TimeSpan.Zero || pause > 3 * options.Tick) fair = fair.Unlooked(pause);
        return (roster.Looked is null ? fair : fair.WithoutSilent(now - Sight)) with { Looked = now };
    }

    /// <returns>Why the attempt is taken away; null while it may go on.</returns>
    private static (LossReason Reason, string Detail)? Overdue(
        CoordinatorState state, Roster roster, TrialRecord trial, DateTimeOffset now, CoordinatorOptions options)
    {
        var watch = roster.Attempts[trial.Current];
        var isAway = roster.Nodes.GetValueOrDefault(trial.Lease!.Node.Value) is { InSight: false };
        var silence = now - watch.Heard;
        if (silence > options.Lease || (isAway && silence > options.Absence && IsFreeElsewhere(state, roster, trial, options))) return (LossReason.LeaseExpired, $"silent since {watch.Heard:u}");
        if (Timeout(state, trial, options) is { } timeout && now - watch.Since > timeout)
            return (LossReason.TimedOut, $"not done after {Words(timeout)}");
        if (options.Stuck is { } stuck && now - watch.MovedAt > stuck)
        {
            var place = watch.Progress is { } progress
                ? string.Create(CultureInfo.InvariantCulture, $"at step {progress.Step} of {progress.Phase.ToString().ToLowerInvariant()}")
                : "without any step";
            return (LossReason.Stuck, $"alive but {place} for {Words(stuck)}");
        }

        return null;
    }

    /// <summary>The most patient experiment that wants the trial decides.</summary>
    private static TimeSpan? Timeout(CoordinatorState state, TrialRecord trial, CoordinatorOptions options)
    {
        TimeSpan? longest = TimeSpan.Zero;
        foreach (var experiment in Wanting(state, trial.Key))
        {
            var own = experiment.Terms?.TrialTimeout ?? options.TrialTimeout;
            longest = own is null || longest is null ? null : own > longest ? own : longest;
        }

        return longest == TimeSpan.Zero ? options.TrialTimeout : longest;
    }

    private static string Words(TimeSpan time) => time.TotalMinutes < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s")
        : time.TotalHours < 2
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h");
}
