using System.Text.Json;
using CsCheck;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

/// <summary>Any sequence of commands, with repeats, stale numbers, restarts and long silences.</summary>
public sealed class ReplayTests
{
    private const int Trials = 3;

    private static readonly Gen<AttemptId> Attempt =
        Gen.Select(Gen.Int[1, 5], Gen.Long[1, Trials], (number, seed) => Some.Attempt(number, seed));

    private static readonly Gen<ICoordinatorCommand> Operator =
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, Trials], Gen.Int[0, 7]).Select((id, n, what) =>
        {
            var (command, experiment) = (new CommandId($"operate-{id}"), $"tiny-{n}");
            return (ICoordinatorCommand)(what switch
            {
                0 => new PauseExperiment(command, experiment),
                1 => new ResumeExperiment(command, experiment),
                2 => new CancelExperiment(command, experiment),
                3 => new PrioritiseExperiment(command, experiment, id),
                4 => new RetryTrial(command, Some.Key(n).Short),
                5 => new DrainNode(command, Some.Node, id > 3),
                6 => new UndrainNode(command, Some.Node),
                _ => new ReleaseNode(command, Some.Node),
            });
        });

    private static readonly Gen<ICoordinatorCommand> Command = Gen.Frequency(
        (1, Gen.Select(Gen.Int[1, 4], Gen.Int[1, Trials], (id, n) =>
            (ICoordinatorCommand)new SubmitExperiment(new($"submit-{id}"), Some.Plan(n)))),
        (2, Operator),
        (3, Gen.Select(Attempt.Array[0, 4], Gen.Long[0, 8], Gen.Int[1, 2], Gen.Int[0, 2], (held, order, life, slots) =>
            (ICoordinatorCommand)new AnnounceNode(
                Some.Node, new($"life-{life}"), NodeOffer.Of(Device.Cpus(slots, 8)), slots == 0,
                [.. held.Distinct().Select((a, i) => new HeldAttempt(a, $"cpu:{i}"))], order, Some.Time))),
        (2, Attempt.Select(a => (ICoordinatorCommand)new AcceptAttempt(a, Some.Node))),
        (2, Attempt.Select(a => (ICoordinatorCommand)new ReportProgress(a, Some.Node, Some.Progress()))),
        (2, Attempt.Select(a => (ICoordinatorCommand)new ReportCheckpoint(a, Some.Node, Some.Checkpoint()))),
        (3, Attempt.Select(a => (ICoordinatorCommand)new ReportResult(a, Some.Node, Some.Result()))),
        (2, Gen.Select(Attempt, Gen.Enum<FailureKind>(), (a, kind) =>
            (ICoordinatorCommand)new ReportFailure(a, Some.Node, Some.Failure(kind)))),
        (2, Gen.Select(Attempt, Gen.Enum<LossReason>(), (a, reason) =>
            (ICoordinatorCommand)new ReportLoss(a, Some.Node, reason, "gone"))),
        (2, Gen.Const((ICoordinatorCommand)Tick.Instance)));

    private static readonly Gen<(ICoordinatorCommand Command, int Seconds)[]> History =
        Gen.Select(Command, Gen.Int[0, 90], (c, s) => (c, s)).Array[0, 60];

    private static Desk Run(IEnumerable<(ICoordinatorCommand Command, int Seconds)> history)
    {
        var desk = new Desk();
        foreach (var (command, seconds) in history)
        {
            desk.Now += TimeSpan.FromSeconds(seconds);
            desk.Take(command is AnnounceNode a ? a with { Clock = desk.Now } : command);
        }

        return desk;
    }

    /// <summary>Hash order of dictionaries is no part of the state.</summary>
    private static string Text(CoordinatorState state) => string.Join('\n',
    [
        .. state.Experiments.Keys, .. state.Queue.Select(k => k.Value),
        .. state.Handled.Select(c => c.Value).Order(StringComparer.Ordinal), $"{state.Orders}",
        .. state.Experiments.Values.Select(e => $"{e.Priority} {e.Paused} {e.Cancelled} {e.Served}"),
        .. state.Nodes.Select(n => $"{n.Key} {JsonSerializer.Serialize(n.Value, HudJson.Default.NodeRecord)}"),
        .. state.Trials.Values.Select(t => JsonSerializer.Serialize(t, HudJson.Default.TrialRecord)).Order(StringComparer.Ordinal),
    ]);

    [Fact]
    public void Replaying_a_prefix_and_then_the_rest_gives_the_state_of_replaying_all() =>
        Gen.Select(History, Gen.Double[0, 1]).Sample((history, part) =>
        {
            var journal = Run(history).Journal;
            var prefix = journal.Take((int)(part * journal.Count)).Aggregate(CoordinatorState.Empty, CoordinatorDecisions.Apply);
            var snapshot = ((CoordinatorState)Json.RoundTrip(prefix)).WithSpecs();
            var whole = journal.Skip((int)(part * journal.Count)).Aggregate(snapshot, CoordinatorDecisions.Apply);
            Assert.Equal(Text(Run(history).State), Text(whole));
        }, iter: 300);

    [Fact]
    public void Trial_gets_at_most_one_result_and_nothing_follows_it() =>
        History.Sample(history =>
        {
            foreach (var facts in Run(history).Journal.Where(e => Of(e) is not null).GroupBy(e => Of(e)!.Value.Trial))
            {
                var kinds = facts.ToList();
                Assert.InRange(kinds.Count(e => e is ResultRecorded), 0, 1);
                var end = kinds.FindIndex(e => e is ResultRecorded);
                if (end >= 0) Assert.Equal(kinds.Count - 1, end);
            }
        }, iter: 500);

    [Fact]
    public void Agenda_kept_up_to_date_is_the_one_made_from_scratch() =>
        History.Sample(history =>
        {
            var state = Run(history).State;
            var scratch = Agenda.Of(state);
            Assert.Equal(Text(scratch), Text(state.Agenda));
        }, iter: 300);

    private static string Text(Agenda agenda) => string.Join('\n',
    [
        .. agenda.Places.Select(p => $"{p.Key} {p.Value.Number} {string.Join(',', p.Value.Experiments.Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal),
        .. agenda.Waiting.SelectMany(w => w.Value.Select(d => $"{w.Key} {d.Key} {string.Join(',', d.Value)}")).Order(StringComparer.Ordinal),
        .. agenda.Running.Select(r => $"{r.Key} {r.Value}"),
        .. agenda.Busy.SelectMany(b => b.Value.Select(s => $"{b.Key} {s.Key} {s.Value}")).Order(StringComparer.Ordinal),
        .. agenda.Shares.Where(s => s.Value != 0).Select(s => $"{s.Key} {s.Value}").Order(StringComparer.Ordinal),
    ]);

    [Fact]
    public void Attempt_numbers_only_grow_and_no_slot_runs_two_attempts() =>
        History.Sample(history =>
        {
            var desk = Run(history);
            foreach (var numbers in desk.Journal.OfType<TrialAssigned>().GroupBy(a => a.Attempt.Trial, a => a.Attempt.Number))
                Assert.Equal(Enumerable.Range(1, numbers.Count()), numbers);
            var slots = desk.State.Running.Select(t => (t.Lease!.Node, t.Lease.Slot)).ToList();
            Assert.Equal(slots.Distinct().Count(), slots.Count);
        }, iter: 500);

    [Fact]
    public void Repeating_any_report_at_once_changes_nothing() =>
        Gen.Select(History, Command).Where((_, c) => c is not Tick and not AnnounceNode).Sample((history, command) =>
        {
            // What is due is handed out first: no node reports of an attempt before it was given it.
            var desk = Run(history).Take(Tick.Instance).Take(command);
            var (state, facts) = (desk.State, desk.Journal.Count);
            desk.Take(command);
            Assert.Same(state, desk.State);
            Assert.Equal(facts, desk.Journal.Count);
        }, iter: 500);

    private static AttemptId? Of(ICoordinatorEvent e) => e switch
    {
        TrialAssigned a => a.Attempt,
        CheckpointMarked c => c.Attempt,
        AttemptLost l => l.Attempt,
        TrialFailed f => f.Attempt,
        ResultRecorded r => r.Attempt,
        _ => null,
    };
}
