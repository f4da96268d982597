using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Experiments.Plans;
using Hud.Experiments.Tables;
using Hud.Seed.History;

namespace Hud.Seed.Http;

/// <summary>From what the cluster knows to what the API says. Pure.</summary>
internal static class Documents
{
    public static TrialLine Line(TrialRecord trial, ImmutableArray<string> sweep) => new(
        trial.Key.Value, trial.Spec.Method, trial.Spec.Scene.Name, trial.Spec.Seed,
        TableColumn.Of(trial.Spec, sweep).Settings.ToImmutableSortedDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal),
        trial.Status, trial.Attempt, trial.Lease?.Node.Value, trial.Note);

    public static AttemptDocument Attempt(AttemptEntry entry, TrialSpec spec) => new(
        entry.Attempt.Trial.Value, entry.Attempt.Number, entry.Experiment, spec.Method, spec.Scene.Name, spec.Seed, entry.Node.Value,
        entry.Slot, entry.Started, entry.Ended, entry.End, entry.Reason is { } reason ? Changes.WordOf(reason) : null, entry.Detail,
        entry.Checkpoint is { } mark ? new(mark.Checkpoint.Phase, mark.Checkpoint.Step, mark.At) : null, entry.LostSeconds);

    public static ChangeDocument Change(Change change, string? experiment) => new(
        change.Kind, change.At, change.Experiment ?? experiment, change.Trial, change.Attempt, change.Node, change.Detail);
}
