using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Cli.Live;

/// <summary>Everything known of a run, folded.</summary>
/// <param name="Progress">Latest word of each attempt that runs.</param>
internal sealed record RunPicture(
    ExperimentPlan Plan, ImmutableArray<TrialView> Trials, ImmutableDictionary<AttemptId, ChildProgress> Progress)
{
    /// <summary>Every trial has ended. A plan that grows by that has grown by then: nobody hears of the end before.</summary>
    public bool IsOver => Trials.All(t => t.Status is TrialStatus.Recorded or TrialStatus.Failed or TrialStatus.Cancelled);

    public int Recorded => Trials.Count(t => t.Status == TrialStatus.Recorded);

    public int Failed => Trials.Count(t => t.Status == TrialStatus.Failed);

    /// <summary>With what was stopped early.</summary>
    public Ledger Ledger => Trials.Aggregate(Ledger.Empty, (ledger, t) => t.Result is { } result ? ledger.Add(t.Key, result)
        : t.StoppedEarly ? ledger.Stop(t.Key, t.Note ?? "")
        : ledger);

    public IEnumerable<(TrialSpec Spec, TrialView View)> Pairs => Plan.Trials.Zip(Trials);

    public static RunPicture Of(ExperimentView view) =>
        new(view.Plan, view.Trials, ImmutableDictionary<AttemptId, ChildProgress>.Empty);

    public RunPicture With(TrialView trial) => this with
    {
        Trials = [.. Trials.Select(t => t.Key == trial.Key ? trial : t)],
        Progress = trial.Status == TrialStatus.Running
            ? Progress
            : Progress.RemoveRange(Progress.Keys.Where(a => a.Trial == trial.Key)),
    };

    public RunPicture With(AttemptId attempt, ChildProgress progress) =>
        this with { Progress = Progress.SetItem(attempt, progress) };

    public TrialSpec SpecOf(TrialKey key) => Pairs.First(p => p.View.Key == key).Spec;
}
