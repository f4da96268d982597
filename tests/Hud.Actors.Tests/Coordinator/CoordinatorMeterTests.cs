using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using Hud.Tests.Shared;
using Microsoft.Extensions.Time.Testing;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class CoordinatorMeterTests : IDisposable
{
    private readonly Counted _counted = new();
    private readonly CoordinatorMeter _meter;
    private readonly Desk _desk = new(new CoordinatorOptions { MaxStrikes = 2, RetryDelay = TimeSpan.Zero, Canary = false });
    private readonly FakeTimeProvider _time = new(Some.Time);
    private readonly CoordinatorWatch _watch;

    public CoordinatorMeterTests()
    {
        _meter = new CoordinatorMeter(_counted);
        _watch = new CoordinatorWatch(_meter, _time);
        _watch.Begin(() => (_desk.State, _desk.Roster), _desk.Options);
    }

    public void Dispose()
    {
        _counted.Dispose();
        _watch.Dispose();
        _meter.Dispose();
    }

    private void Take(ICoordinatorCommand command)
    {
        var (journaled, before) = (_desk.Journal.Count, _desk.Roster);
        _desk.Now = _time.GetUtcNow();
        _desk.Take(command);
        _watch.Decided(command, before, _desk.Roster);
        if (_desk.Journal.Count > journaled) _watch.Durable([.. _desk.Journal.Skip(journaled)], TimeSpan.FromMilliseconds(4));
    }

    private void Announce(string node = "lab-1", string life = "life-1", int slots = 1) =>
        Take(new AnnounceNode(new(node), new(life), NodeOffer.Of(Device.Cpus(slots, 8)), false, [], 0, _time.GetUtcNow()));

    private static SubmitExperiment Submission(int trials) => new(new("first"), Some.Plan(trials));

    [Fact]
    public void Losses_are_counted_by_cause_and_results_once()
    {
        Take(Submission(2));
        Announce(slots: 2);
        Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Crashed, "signal 11"));
        Announce(slots: 2);
        foreach (var _ in (int[])[1, 2]) Take(new ReportResult(Some.Attempt(1, 2), Some.Node, Some.Result()));
        Take(new ReportFailure(Some.Attempt(2), Some.Node, Some.Failure()));
        Assert.Equal(1, _counted["hud.attempts.lost{cause=crashed}"]);
        Assert.Equal(0, _counted["hud.attempts.lost{cause=lease_expired}"]);
        Assert.Equal((3.0, 1.0, 1.0), (_counted["hud.attempts.started"], _counted["hud.results.recorded"], _counted["hud.trials.given_up{kind=diverged}"]));
        Assert.Equal(_desk.Journal.Count, _counted["hud.journal.events"]);
        Assert.True(_counted["hud.journal.write"] > 0);
    }

    [Fact]
    public void Outcome_of_a_superseded_attempt_is_counted_as_stale()
    {
        Take(Submission(1));
        Announce();
        Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Error, "no"));
        Announce();
        Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        Assert.Equal((1.0, 0.0), (_counted["hud.reports.stale"], _counted["hud.results.recorded"]));
    }

    [Fact]
    public void Wait_runs_from_submission_and_after_a_loss_from_the_loss()
    {
        Take(Submission(1));
        _time.Advance(TimeSpan.FromMinutes(10));
        Announce();
        Assert.Equal(600, _counted["hud.queue.wait"], 3);
        _time.Advance(TimeSpan.FromHours(5));
        _desk.OutOfSight(Some.Node);
        Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Stopped, "asked to leave"));
        _time.Advance(TimeSpan.FromSeconds(30));
        Announce();
        Assert.Equal(630, _counted["hud.queue.wait"], 3);
    }

    [Fact]
    public void Wait_that_began_before_this_coordinator_counts_from_its_start()
    {
        Take(Submission(1));
        _time.Advance(TimeSpan.FromDays(2));
        _watch.Begin(() => (_desk.State, _desk.Roster), _desk.Options);
        _time.Advance(TimeSpan.FromSeconds(7));
        Announce();
        Assert.Equal(7, _counted["hud.queue.wait"], 3);
    }

    [Fact]
    public void Heartbeat_is_late_after_two_periods_and_not_after_a_restart_of_the_node()
    {
        Announce();
        _time.Advance(TimeSpan.FromSeconds(10));
        Announce();
        Assert.Equal(0, _counted["hud.heartbeats.late"]);
        _time.Advance(TimeSpan.FromSeconds(10.5));
        Announce();
        Assert.Equal(1, _counted["hud.heartbeats.late"]);
        _time.Advance(TimeSpan.FromMinutes(10));
        Announce(life: "life-2");
        Assert.Equal(1, _counted["hud.heartbeats.late"]);
    }

    [Fact]
    public void However_many_trials_nodes_and_names_there_are_the_series_stay_the_same()
    {
        var before = _counted.All.Keys.ToList();
        Assert.Contains("hud.attempts.lost{cause=stuck}", before);
        Take(Submission(120));
        for (var i = 0; i < 40; i++) Announce($"node-{i}.\"{{}}\\", $"life-{i}");
        foreach (var attempt in _desk.Journal.OfType<TrialAssigned>().ToList())
        {
            Take(new ReportLoss(attempt.Attempt, attempt.Node, LossReason.Error, $"a word of its own: {attempt.Node}"));
            Take(new ReportProgress(attempt.Attempt, attempt.Node, Some.Progress()));
        }

        // Histograms of what had not happened yet.
        Assert.Equal(["hud.journal.write", "hud.queue.wait"], _counted.All.Keys.Except(before));
    }

    [Fact]
    public void Nothing_is_allocated_while_nobody_listens()
    {
        using var unheard = new CoordinatorMeter();
        ICoordinatorEvent[] facts =
        [
            new ResultRecorded(Some.Attempt(), Some.Result(), Some.Time), new AttemptLost(Some.Attempt(), LossReason.Stuck, "", Some.Time),
            new TrialFailed(Some.Attempt(), Some.Failure(), Some.Time),
        ];
        foreach (var fact in facts) unheard.Durable(fact, TimeSpan.Zero);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            unheard.Durable(facts[i % facts.Length], TimeSpan.Zero);
            unheard.Journal.Written(TimeSpan.FromMilliseconds(1), 5);
            unheard.Late();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
