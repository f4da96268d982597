using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.History;

/// <summary>What the journal tells, kept for those who look: the state as the coordinator has it, and what it forgets, every
/// attempt and the latest changes. Fed by one, asked by many.</summary>
public sealed class ClusterHistory
{
    /// <summary>Changes kept at hand; older ones are read from the journal again.</summary>
    public const int Kept = 4096;

    private readonly Lock _gate = new();
    private readonly List<AttemptEntry> _attempts = [];
    private readonly Dictionary<AttemptId, int> _places = [];
    private readonly Dictionary<TrialKey, ImmutableArray<string>> _experiments = [];
    private readonly Queue<Change> _changes = new();
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sequence number of the last fact taken, 0 before the first.</summary>
    public long Position { get; private set; }

    public CoordinatorState State { get; private set; } = CoordinatorState.Empty;

    /// <summary>Ends when something was taken after this was asked for.</summary>
    public Task Moved
    {
        get
        {
            lock (_gate) return _moved.Task;
        }
    }

    /// <param name="facts">Those that follow <see cref="Position"/>, without a gap.</param>
    public void Take(IReadOnlyList<JournaledFact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Count == 0) return;
        TaskCompletionSource moved;
        lock (_gate)
        {
            foreach (var stored in facts) Take(stored);
            (moved, _moved) = (_moved, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        moved.SetResult();
    }

    /// <summary>A fact in words.</summary>
    public Change Describe(JournaledFact stored) => Changes.Of(stored, NodeOf);

    /// <returns>Null when the oldest of them are no longer at hand.</returns>
    public ImmutableArray<Change>? ChangesAfter(long position)
    {
        lock (_gate)
        {
            if (position >= Position) return [];
            return _changes.TryPeek(out var oldest) && oldest.Sequence <= position + 1 ? [.. _changes.Where(c => c.Sequence > position)] : null;
        }
    }

    /// <summary>Which experiments want the trial.</summary>
    public ImmutableArray<string> ExperimentsOf(TrialKey trial)
    {
        lock (_gate) return _experiments.GetValueOrDefault(trial, []);
    }

    /// <returns>Null for an attempt that the journal does not know.</returns>
    public NodeId? NodeOf(AttemptId attempt)
    {
        lock (_gate) return _places.TryGetValue(attempt, out var place) ? _attempts[place].Node : null;
    }

    /// <summary>In order of assignment.</summary>
    public ImmutableArray<AttemptEntry> AttemptsOf(TrialKey trial)
    {
        lock (_gate)
        {
            return State.Trials.TryGetValue(trial, out var record)
                ? [.. Enumerable.Range(1, record.Attempt).Where(n => _places.ContainsKey(new(trial, n))).Select(n => _attempts[_places[new(trial, n)]])]
                : [];
        }
    }

    /// <summary>Attempts in order of assignment.</summary>
    /// <param name="from">Where to begin: 0, or what the previous page said.</param>
    /// <param name="experiment">Only those of its trials; null for all.</param>
    /// <param name="end">Only those that ended so; null for all.</param>
    /// <returns>Next is null after the last page.</returns>
    public (ImmutableArray<AttemptEntry> Attempts, int? Next) Attempts(int from, int limit, string? experiment = null, AttemptEnd? end = null)
    {
        lock (_gate)
        {
            var page = ImmutableArray.CreateBuilder<AttemptEntry>();
            for (var place = Math.Max(from, 0); place < _attempts.Count; place++)
            {
                var entry = _attempts[place];
                if ((end is not null && entry.End != end)
                    || (experiment is not null && !_experiments[entry.Attempt.Trial].Contains(experiment))) continue;
                if (page.Count == limit) return (page.ToImmutable(), place);
                page.Add(entry);
            }

            return (page.ToImmutable(), null);
        }
    }

    private void Take(JournaledFact stored)
    {
        if (stored.Sequence != Position + 1)
            throw new ArgumentException($"fact {stored.Sequence} does not follow {Position}", nameof(stored));
        State = CoordinatorDecisions.Apply(State, stored.Fact);
        Position = stored.Sequence;
        switch (stored.Fact)
        {
            case ExperimentSubmitted e: Wanted(e.Plan.Id, e.Keys); break;
            case PlanExtended e: Wanted(e.Experiment, e.Keys); break;
            case RungJudged { Stops: true } e: End(e.Attempt, AttemptEnd.Stopped, e.At, e.Why); break;
            case TrialAssigned e:
                _places[e.Attempt] = _attempts.Count;
                _attempts.Add(new(e.Attempt, e.Experiment, e.Node, e.Slot, e.At));
                break;
            case CheckpointMarked e: Change(e.Attempt, a => a with { Checkpoint = new(e.Checkpoint, e.At) }); break;
            case AttemptLost e: End(e.Attempt, AttemptEnd.Lost, e.At, e.Detail, e.Reason); break;
            // Set aside by a person while it waited: its last attempt ended before, and not so.
            case TrialFailed { Command: not null } e when _places.TryGetValue(e.Attempt, out var last) && _attempts[last].Ended is not null: break;
            case TrialFailed e: End(e.Attempt, AttemptEnd.Failed, e.At, e.Failure.Message); break;
            case ResultRecorded e: End(e.Attempt, AttemptEnd.Recorded, e.At); break;
            default: break;
        }

        _changes.Enqueue(Describe(stored));
        if (_changes.Count > Kept) _changes.Dequeue();
    }

    private void Wanted(string experiment, ImmutableArray<TrialKey> keys)
    {
        foreach (var key in keys) _experiments[key] = _experiments.GetValueOrDefault(key, []).Add(experiment);
    }

    private void End(AttemptId attempt, AttemptEnd end, DateTimeOffset at, string? detail = null, LossReason? reason = null) =>
        Change(attempt, a => a with { End = end, Ended = at, Detail = detail, Reason = reason });

    private void Change(AttemptId attempt, Func<AttemptEntry, AttemptEntry> change)
    {
        if (_places.TryGetValue(attempt, out var place)) _attempts[place] = change(_attempts[place]);
    }
}
