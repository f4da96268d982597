using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Seed.History;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Cluster.Tests.History;

public sealed class ClusterHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly NodeId First = new("n1"), Second = new("n2");
    private static readonly TrialKey Trial = Key(1);

    private static readonly TrialResult Nothing = new(
        [], ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, double>.Empty,
        ImmutableSortedDictionary<string, string>.Empty);

    private readonly ClusterHistory _history = new();
    private long _sequence;

    private static TrialSpec Spec(long seed) => new(
        new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), "hud", seed, new Budget(1, 1, 1, 16),
        new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32), ImmutableSortedDictionary<string, string>.Empty, 1);

    private static TrialKey Key(long seed) => TrialKey.Of(Spec(seed));

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);

    private void Take(params ICoordinatorEvent[] facts) => _history.Take([.. facts.Select(f => new JournaledFact(++_sequence, f))]);

    private void Submit(string experiment, params long[] seeds) => Take(new ExperimentSubmitted(
        CommandId.New(), new ExperimentPlan(experiment, experiment, [.. seeds.Select(Spec)], null), [.. seeds.Select(Key)], At(0)));

    private void Assign(int number, NodeId node, int second) =>
        Take(new TrialAssigned(new(Trial, number), node, new("life"), "cpu:0", number, At(second)) { Experiment = "a" });

    [Fact]
    public void Every_attempt_keeps_its_node_its_end_and_its_cost()
    {
        Submit("a", 1);
        Assign(1, First, 10);
        Take(new CheckpointMarked(new(Trial, 1), new(TrialPhase.Train, 50, "f", "h"), At(25)));
        Take(new AttemptLost(new(Trial, 1), LossReason.LeaseExpired, "silent", At(40)));
        Assign(2, Second, 50);
        Take(new ResultRecorded(new(Trial, 2), Nothing, At(60)));

        var attempts = _history.AttemptsOf(Trial);
        Assert.Equal([(1, First, AttemptEnd.Lost), (2, Second, AttemptEnd.Recorded)], attempts.Select(a => (a.Attempt.Number, a.Node, a.End)));
        Assert.Equal(15, attempts[0].LostSeconds);
        Assert.Null(attempts[1].LostSeconds);
        Assert.Equal(At(60), attempts[1].Ended);
        Assert.Equal(TrialStatus.Recorded, _history.State.Trials[Trial].Status);
    }

    [Fact]
    public void Pages_of_attempts_together_are_all_of_them_once()
    {
        Submit("a", 1);
        for (var n = 1; n <= 7; n++)
        {
            Assign(n, First, n * 10);
            Take(new AttemptLost(new(Trial, n), LossReason.Crashed, "signal 9", At((n * 10) + 5)));
        }

        var numbers = new List<int>();
        for (int? place = 0; place is { } from;)
        {
            (var page, place) = _history.Attempts(from, 3, "a", AttemptEnd.Lost);
            Assert.InRange(page.Length, 1, 3);
            numbers.AddRange(page.Select(a => a.Attempt.Number));
        }

        Assert.Equal(Enumerable.Range(1, 7), numbers);
        Assert.Empty(_history.Attempts(0, 10, "b").Attempts);
        Assert.Empty(_history.Attempts(0, 10, "a", AttemptEnd.Recorded).Attempts);
    }

    [Fact]
    public void Trial_that_a_search_stops_ends_as_stopped_and_those_that_follow_belong_to_it()
    {
        Submit("a", 1);
        Assign(1, First, 10);
        Take(new RungJudged(new(Trial, 1), "a", 0, 50, 0.5, false, "first here", At(20)));
        Assert.Equal(AttemptEnd.Running, Assert.Single(_history.AttemptsOf(Trial)).End);
        Take(
            new RungJudged(new(Trial, 1), "a", 1, 150, 0.5, true, "place 2 of 2", At(30)),
            new PlanExtended("a", [Spec(2), Spec(3)], [Key(2), Key(3)], At(30)));
        Assert.Equal((AttemptEnd.Stopped, "place 2 of 2"), (_history.AttemptsOf(Trial)[0].End, _history.AttemptsOf(Trial)[0].Detail));
        Assert.Null(_history.AttemptsOf(Trial)[0].LostSeconds);
        Assert.Equal("stopped early at step 150: place 2 of 2", _history.State.Trials[Trial].Note);
        Assert.Equal(["a"], _history.ExperimentsOf(Key(3)));
        Assert.Equal(
            ["judged: goes on at step 50: first here", "stopped: stopped early at step 150: place 2 of 2", "extended: 2 more trials"],
            _history.ChangesAfter(2)!.Value.Select(c => $"{c.Kind}: {c.Detail}"));
    }

    [Fact]
    public void Trial_that_two_experiments_want_belongs_to_both()
    {
        Submit("a", 1, 2);
        Submit("b", 2, 3);
        Assert.Equal(["a"], _history.ExperimentsOf(Key(1)));
        Assert.Equal(["a", "b"], _history.ExperimentsOf(Key(2)));
    }

    [Fact]
    public void Changes_after_a_place_are_those_that_followed_or_it_says_that_it_forgot()
    {
        Submit("a", 1);
        for (var n = 0; n < ClusterHistory.Kept; n++) Take(new ExperimentPrioritised(CommandId.New(), "a", n % 3, At(n)));
        Assert.Equal(_sequence, _history.Position);
        Assert.Null(_history.ChangesAfter(0));
        Assert.Equal(ClusterHistory.Kept, _history.ChangesAfter(1)!.Value.Length);
        Assert.Equal(_sequence, Assert.Single(_history.ChangesAfter(_sequence - 1)!.Value).Sequence);
        Assert.Empty(_history.ChangesAfter(_sequence)!.Value);
    }

    [Fact]
    public async Task Who_waits_for_a_change_is_woken_by_it()
    {
        var moved = _history.Moved;
        Assert.False(moved.IsCompleted);
        Submit("a", 1);
        await moved.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.False(_history.Moved.IsCompleted);
    }

    [Fact]
    public void Gap_in_the_facts_is_refused()
    {
        Submit("a", 1);
        _sequence++;
        Assert.Throws<ArgumentException>(() => Submit("b", 2));
    }

    [Fact]
    public void Trial_that_is_set_aside_while_it_waits_leaves_its_last_attempt_as_it_ended()
    {
        Submit("a", 1);
        Assign(1, First, 10);
        Take(new AttemptLost(new(Trial, 1), LossReason.Crashed, "signal 9", At(20)));
        var aside = new ChildFailure(FailureKind.Error, "quarantined by a person", null, 1);
        Take(new TrialFailed(new(Trial, 1), aside, At(30)) { Command = CommandId.New() });
        Assert.Equal((AttemptEnd.Lost, At(20)), (_history.AttemptsOf(Trial)[0].End, _history.AttemptsOf(Trial)[0].Ended!.Value));
        Assert.Equal(TrialStatus.Failed, _history.State.Trials[Trial].Status);
    }
}
