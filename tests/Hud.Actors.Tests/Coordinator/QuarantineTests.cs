using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

/// <summary>Poison trials and nodes that swallow work, told apart.</summary>
public sealed class QuarantineTests
{
    private static readonly CoordinatorOptions Options = new() { QuarantineAfter = 3, FastLoss = TimeSpan.FromSeconds(30) };

    private static Desk Cluster(int trials, params string[] nodes) =>
        nodes.Aggregate(new Desk(Options).Submit(Some.Plan(trials)), (d, n) => d.Announce(n, Device.Cpus(1, 8)));

    /// <summary>Attempts go as <paramref name="fails"/> says, each after the same time, until nothing runs or the steps are
    /// used up.</summary>
    private static Desk Play(
        Desk desk, Func<long, string, bool> fails, int steps = 200, double seconds = 1, LossReason reason = LossReason.Crashed)
    {
        for (var n = 0; n < steps && desk.State.Trials.Values.Any(t => t.Status is TrialStatus.Pending or TrialStatus.Running); n++)
        {
            desk.Pass(TimeSpan.FromSeconds(seconds));
            foreach (var trial in desk.State.Running.ToList())
            {
                var node = trial.Lease!.Node;
                desk.Take(fails(trial.Spec.Seed, node.Value)
                    ? new ReportLoss(trial.Current, node, reason, "signal 11")
                    : new ReportResult(trial.Current, node, Some.Result()));
            }

            desk.Take(Tick.Instance);
        }

        return desk;
    }

    private static int Count(Desk desk, TrialStatus status) => desk.State.Trials.Values.Count(t => t.Status == status);

    [Fact]
    public void Node_that_swallows_work_is_left_alone_and_everything_is_done_elsewhere()
    {
        var desk = Play(Cluster(30, "bad", "good"), (_, node) => node == "bad");
        Assert.Equal(30, Count(desk, TrialStatus.Recorded));
        var quarantine = desk.Node("bad").Quarantine!;
        Assert.Equal(QuarantineCause.FastLosses, quarantine.Cause);
        Assert.Contains("3 different trials in a row failed here within 30 s and nowhere else; the last: signal 11", quarantine.Reason, StringComparison.Ordinal);
        Assert.Null(desk.Node("good").Quarantine);
        Assert.Equal(3, desk.Node("bad").Losses);
    }

    [Fact]
    public void Poison_trial_fails_everywhere_and_no_node_is_blamed()
    {
        var desk = Play(Cluster(30, "a", "b"), (seed, _) => seed is 3 or 4 or 5 or 6 or 7 or 8);
        Assert.Equal((24, 6), (Count(desk, TrialStatus.Recorded), Count(desk, TrialStatus.Failed)));
        Assert.Null(desk.Node("a").Quarantine);
        Assert.Null(desk.Node("b").Quarantine);
    }

    [Fact]
    public void Experiment_that_fails_altogether_leaves_no_node_in_quarantine()
    {
        var desk = Play(Cluster(20, "a", "b", "c"), (_, _) => true);
        Assert.Equal(20, Count(desk, TrialStatus.Failed));
        Assert.DoesNotContain(desk.State.Nodes.Values, n => n.Quarantine is not null);
    }

    [Fact]
    public void Poison_trials_do_not_hide_a_bad_node_nor_it_them()
    {
        var desk = Play(Cluster(40, "bad", "a", "b"), (seed, node) => node == "bad" || seed is 10 or 20);
        Assert.Equal((38, 2), (Count(desk, TrialStatus.Recorded), Count(desk, TrialStatus.Failed)));
        Assert.Equal([10L, 20L], desk.State.Trials.Values.Where(t => t.Status == TrialStatus.Failed).Select(t => t.Spec.Seed).Order());
        Assert.NotNull(desk.Node("bad").Quarantine);
        Assert.Null(desk.Node("a").Quarantine);
        Assert.Null(desk.Node("b").Quarantine);
    }

    [Fact]
    public void Losses_of_a_quarantined_node_count_once_for_each_trial()
    {
        // Alone, so nothing keeps the trials away from it; the third one comes too late to save the first two.
        var desk = new Desk(Options with { RetryDelay = TimeSpan.Zero }).Announce("bad", Device.Cpus(1, 8)).Submit(Some.Plan(2));
        Play(desk, (_, _) => true, steps: 4);
        desk.Submit(Some.Plan("more", 3), "more");
        Play(desk, (_, _) => true, steps: 10);
        Assert.NotNull(desk.Node("bad").Quarantine);
        Assert.All(desk.State.Trials.Values, t => Assert.Equal((TrialStatus.Pending, 1), (t.Status, t.Strikes)));
    }

    [Fact]
    public void Released_node_works_again_and_the_quarantine_outlives_a_restart()
    {
        var desk = Cluster(10, "bad");
        Play(desk, (_, _) => true, steps: 5);
        desk.Restart();
        desk.Announce("bad", Device.Cpus(1, 8), life: "life-2");
        Assert.Empty(desk.State.Running);
        Assert.Contains("bad is in quarantine", desk.Why(10), StringComparison.Ordinal);
        desk.Take(new ReleaseNode(new("release"), new("bad")));
        Assert.Single(desk.State.Running);
        Assert.Equal(10, Count(Play(desk, (_, _) => false), TrialStatus.Recorded));
    }

    [Fact]
    public void Slow_failures_and_successes_between_speak_for_the_node()
    {
        Assert.Null(Play(Cluster(20, "a"), (_, _) => true, seconds: 31, steps: 20).Node("a").Quarantine);
        Assert.Null(Play(Cluster(20, "a"), (seed, _) => seed % 4 == 0, steps: 100).Node("a").Quarantine);
    }

    /// <summary>All that "bad" is given fails within a second.</summary>
    [Theory]
    [InlineData(true, false, "cpu:0", LossReason.Crashed, false)]
    [InlineData(true, false, "cpu:0", LossReason.Error, false)]
    [InlineData(true, false, "cpu:0", LossReason.DiskFull, true)]
    [InlineData(true, false, "cuda:0", LossReason.Crashed, true)]
    [InlineData(false, false, "cpu:0", LossReason.Crashed, true)]
    [InlineData(true, true, "cpu:0", LossReason.Crashed, true)]
    public void Node_that_is_alone_is_blamed_unless_its_canary_speaks_for_it(
        bool canary, bool others, string slot, LossReason reason, bool blamed)
    {
        Device device = new(slot, slot[..3] == "cpu" ? DeviceKind.Cpu : DeviceKind.Cuda, 8);
        var desk = new Desk(Options with { Canary = canary }).Submit(Some.Plan(8));
        foreach (var node in others ? new[] { "bad", "good" } : ["bad"])
        {
            desk.Announce(node, [device]);
            if (canary) desk.Take(new CanaryDone(new(node), new("life-1"), new("x64", new string('d', 64), null, null)));
        }

        Play(desk, (_, node) => node == "bad", reason: reason);
        Assert.Equal(blamed, desk.Node("bad").Quarantine is not null);
        Assert.Equal(blamed ? 0 : 8, Count(desk, TrialStatus.Failed));
        if (blamed) return;
        desk.Submit(Some.Plan("sound", 91, 92, 93), "sound");
        Assert.Equal(3, Count(Play(desk, (_, _) => false), TrialStatus.Recorded));
    }

    [Fact]
    public void Trial_stays_away_from_the_node_it_was_struck_on_while_another_is_there()
    {
        var desk = Cluster(1, "a", "b");
        desk.Take(new ReportLoss(Some.Attempt(), new("a"), LossReason.Crashed, "signal 11"));
        desk.Now += TimeSpan.FromSeconds(5);
        Assert.Equal("b", desk.Take(Tick.Instance).Trial().Lease!.Node.Value);
    }

    [Fact]
    public void Lost_node_is_no_reason_to_stay_away()
    {
        var desk = Cluster(1, "a", "b").Announce("a", Device.Cpus(1, 8), life: "life-2");
        desk.Now += TimeSpan.FromSeconds(5);
        Assert.Equal("a", desk.Take(Tick.Instance).Trial().Lease!.Node.Value);
    }

    [Fact]
    public void Input_that_one_node_cannot_read_is_tried_on_another_before_it_is_believed()
    {
        var desk = Cluster(1, "a", "b").Take(new ReportFailure(Some.Attempt(), new("a"), Some.Failure(FailureKind.BadInput)));
        Assert.Equal(TrialStatus.Pending, desk.Trial().Status);
        desk.Now += TimeSpan.FromSeconds(5);
        desk.Take(Tick.Instance).Take(new ReportFailure(Some.Attempt(2), new("b"), Some.Failure(FailureKind.BadInput)));
        Assert.Equal((TrialStatus.Failed, FailureKind.BadInput), (desk.Trial().Status, desk.Trial().Failure!.Kind));
    }

    [Fact]
    public void Machines_may_fail_more_often_than_trials_may_crash()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1));
        for (var n = 2; n <= Options.MaxNodeLosses; n++)
        {
            desk.Announce(life: $"life-{n}");
            desk.Now += TimeSpan.FromMinutes(1);
            desk.Take(Tick.Instance);
        }

        Assert.Equal(TrialStatus.Running, desk.Trial().Status);
        Assert.Equal(TrialStatus.Failed, desk.Announce(life: "last").Trial().Status);
    }

    [Fact]
    public void Trial_that_comes_further_each_time_is_never_given_up()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1));
        for (var n = 1; n <= 20; n++)
        {
            desk.Take(new ReportCheckpoint(Some.Attempt(n), Some.Node, Some.Checkpoint(50 * n)))
                .Take(new ReportLoss(Some.Attempt(n), Some.Node, LossReason.Crashed, "signal 9"));
            desk.Pass(TimeSpan.FromSeconds(3)).Take(Tick.Instance);
        }

        Assert.Equal((TrialStatus.Running, 21), (desk.Trial().Status, desk.Trial().Attempt));
        Assert.Equal(50 * 20, desk.Trial().Checkpoint!.Checkpoint.Step);
    }

    [Fact]
    public void Node_that_a_person_distrusts_finishes_what_it_runs_and_gets_nothing_more_until_it_is_released()
    {
        var desk = Cluster(3, "loud");
        for (var time = 1; time <= 2; time++)
        {
            desk.Take(new QuarantineNode(new("quarantine"), new("loud"), "its fan is loud"));
            desk.Answer<CommandDone>();
        }

        Assert.Single(desk.Journal.OfType<NodeQuarantined>());
        Assert.Contains("in quarantine already", desk.Take(new QuarantineNode(new("again"), new("loud"), null)).Answer<CommandRefused>().Reason, StringComparison.Ordinal);
        var trial = Assert.Single(desk.State.Running);
        desk.Take(new ReportResult(trial.Current, new("loud"), Some.Result()));
        desk.Restart();
        desk.Announce("loud", Device.Cpus(1, 8), life: "life-2");
        Assert.Empty(desk.State.Running);
        Assert.Equal((QuarantineCause.Person, "quarantined by a person: its fan is loud"), (desk.Node("loud").Quarantine!.Cause, desk.Node("loud").Quarantine!.Reason));
        Assert.Single(desk.Take(new ReleaseNode(new("release"), new("loud"))).State.Running);
    }

    [Fact]
    public void Trial_that_a_person_sets_aside_is_stopped_and_left_alone_until_it_is_retried()
    {
        var desk = Cluster(1, "a").Take(new QuarantineTrial(new("aside"), Some.Key().Short, "wrong scene"));
        Assert.Contains(new SendStop(new("a"), Some.Attempt()), desk.Effects);
        Assert.Equal((TrialStatus.Failed, "quarantined by a person: wrong scene"), (desk.Trial().Status, desk.Trial().Failure!.Message));
        desk.Take(new ReportLoss(Some.Attempt(), new("a"), LossReason.Stopped, "asked to leave")).Take(Tick.Instance);
        Assert.Equal(TrialStatus.Failed, desk.Trial().Status);
        Assert.Contains("failed already", desk.Take(new QuarantineTrial(new("twice"), Some.Key().Short, null)).Answer<CommandRefused>().Reason, StringComparison.Ordinal);
        desk.Take(new RetryTrial(new("retry"), Some.Key().Short));
        Assert.Equal(Some.Attempt(2), Assert.Single(desk.State.Running).Current);
    }
}
