using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Cli.Remote;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Seed.Http;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Cli.Live;

/// <summary>A cluster's experiment, folded from what its seed tells and shown as a run on this machine is.</summary>
internal sealed class RemoteRun(IRunView view)
{
    private ImmutableDictionary<TrialKey, TrialView> _trials = ImmutableDictionary<TrialKey, TrialView>.Empty;

    public IReadOnlyCollection<TrialView> Trials => [.. _trials.Values];

    public bool IsOver => _trials.Values.All(t => t.Status is TrialStatus.Recorded or TrialStatus.Failed or TrialStatus.Cancelled);

    /// <summary>Also where the plan has grown since.</summary>
    /// <param name="lines">Of the plan's trials; one that is missing is newer than they are, and waits.</param>
    public void Begin(ExperimentPlan plan, IEnumerable<TrialLine> lines)
    {
        var known = lines.Select(View).ToDictionary(t => t.Key);
        _trials = plan.Trials.Select(TrialKey.Of).Select(key => known.GetValueOrDefault(key) ?? new(key, TrialStatus.Pending, 0, null, null, null))
            .ToImmutableDictionary(t => t.Key);
        view.Show(new ExperimentView(plan, [.. plan.Trials.Select(t => _trials[TrialKey.Of(t)])]));
    }

    public void Take(SseItem<string> item)
    {
        switch (item.EventType)
        {
            case "progress": Move(JsonSerializer.Deserialize(item.Data, ApiJson.Default.RunningDocument)!); break;
            case "change": Change(JsonSerializer.Deserialize(item.Data, ApiJson.Default.ChangeDocument)!); break;
            default: break;
        }
    }

    private static TrialView View(TrialLine line) => new(
        new TrialKey(line.Key), line.Status, line.Attempt, null, null, line.Note, line.Node is { } node ? new NodeId(node) : null);

    private void Move(RunningDocument running)
    {
        foreach (var attempt in running.Attempts)
        {
            if (attempt is not { Phase: { } phase, Step: { } step, Of: { } of } || !_trials.ContainsKey(new(attempt.Trial))) continue;
            view.Moved(new AttemptId(new(attempt.Trial), attempt.Number), new ChildProgress(phase, step, of, attempt.Loss, attempt.SecondsLeft));
        }
    }

    private void Change(ChangeDocument change)
    {
        if (change.Kind is "draining" or "undrained" or "quarantined" or "released")
            view.Say($"node {change.Node} {change.Kind}{(change.Detail is null ? "" : $": {change.Detail}")}");
        if (change.Kind is "paused" or "continued" or "cancelled" or "prioritised" or "resumed")
            view.Say($"{change.Experiment} {change.Kind}");
        if (change.Trial is not { } key || !_trials.TryGetValue(new(key), out var trial)) return;
        var changed = change.Kind switch
        {
            "assigned" => trial with { Status = TrialStatus.Running, Attempt = change.Attempt!.Value, Node = new NodeId(change.Node!) },
            "lost" => trial with { Status = TrialStatus.Pending, Node = null, Note = $"attempt {change.Attempt} on {change.Node} was lost: {change.Detail}" },
            "recorded" => trial with { Status = TrialStatus.Recorded, Node = null },
            "failed" => trial with
            {
                Status = TrialStatus.Failed,
                Node = null,
                Failure = new ChildFailure(FailureKind.Error, change.Detail ?? "", null, 0),
            },
            "stopped" => trial with { Status = TrialStatus.Cancelled, StoppedEarly = true, Node = null, Note = change.Detail },
            "retried" => trial with { Status = TrialStatus.Pending, Failure = null },
            _ => trial,
        };
        if (changed == trial) return;
        _trials = _trials.SetItem(trial.Key, changed);
        view.Changed(changed);
    }
}
