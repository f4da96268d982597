using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class OperatorTests
{
    private static readonly CommandId Id = new("operate");

    private static Desk Finish(Desk desk)
    {
        var trial = desk.State.Running.First();
        return desk.Take(new ReportResult(trial.Current, trial.Lease!.Node, Some.Result()));
    }

    public static TheoryData<string> Commands =>
        ["pause", "resume", "cancel", "prioritise", "retry", "drain", "undrain", "release", "quarantine"];

    private static IOperatorCommand Command(string name) => name switch
    {
        "pause" => new PauseExperiment(Id, "tiny-2"),
        "resume" => new ResumeExperiment(Id, "tiny-2"),
        "cancel" => new CancelExperiment(Id, "tiny-2"),
        "prioritise" => new PrioritiseExperiment(Id, "tiny-2", 3),
        "retry" => new RetryTrial(Id, Some.Key(2).Short),
        "drain" => new DrainNode(Id, Some.Node, StopAttempts: true),
        "undrain" => new UndrainNode(Id, Some.Node),
        "quarantine" => new QuarantineTrial(Id, Some.Key(2).Short, "wrong scene"),
        _ => new ReleaseNode(Id, Some.Node),
    };

    [Theory, MemberData(nameof(Commands))]
    public void Repeated_command_is_done_once(string name)
    {
        var desk = new Desk(CoordinatorOptions.OneMachine with { QuarantineAfter = 1 }).Announce().Submit(Some.Plan(2))
            .Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Crashed, "signal 9"))
            .Take(new DrainNode(new("before"), Some.Node, StopAttempts: false))
            .Take(Command(name));
        desk.Answer<CommandDone>();
        var (state, facts) = (desk.State, desk.Journal.Count);
        desk.Take(Command(name));
        desk.Answer<CommandDone>();
        Assert.Same(state, desk.State);
        Assert.Equal(facts, desk.Journal.Count);
    }

    [Fact]
    public void Paused_experiment_finishes_what_runs_and_starts_nothing_until_it_is_resumed()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(2)).Take(new PauseExperiment(Id, "tiny-2"));
        Finish(desk);
        Assert.Equal(TrialStatus.Recorded, desk.Trial().Status);
        Assert.Equal("every experiment that wants it is paused", desk.Why(2));
        desk.Take(new ResumeExperiment(new("resume"), "tiny-2"));
        Assert.Equal(TrialStatus.Running, desk.Trial(2).Status);
    }

    [Fact]
    public void Cancelled_experiment_stops_its_attempts_and_keeps_its_results()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(3));
        Finish(desk).Take(new CancelExperiment(Id, "tiny-3"));
        Assert.Contains(new SendStop(Some.Node, Some.Attempt(1, 2)), desk.Effects);
        Assert.Equal(
            [TrialStatus.Recorded, TrialStatus.Cancelled, TrialStatus.Cancelled],
            CoordinatorDecisions.TrialsOf(desk.State, "tiny-3").Select(t => t.Status));
        Assert.Empty(desk.State.Running);
    }

    [Fact]
    public void Device_of_a_cancelled_attempt_is_given_out_when_its_node_has_let_go()
    {
        var desk = new Desk().Announce().Submit(Some.Plan("a", 1), "a").Submit(Some.Plan("b", 2), "b").Take(new CancelExperiment(Id, "a"));
        Assert.Contains(new SendStop(Some.Node, Some.Attempt()), desk.Effects);
        Assert.Empty(desk.State.Running);
        desk.Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Stopped, "asked to leave"));
        Assert.Equal(2, desk.Assigned.Last().Seed);
        Assert.Single(desk.State.Running);
    }

    [Fact]
    public void Trial_that_another_experiment_wants_outlives_the_cancelled_one()
    {
        var desk = new Desk().Announce().Submit(Some.Plan("a", 1, 2), "a").Submit(Some.Plan("b", 1, 3), "b")
            .Take(new CancelExperiment(Id, "a"));
        Assert.DoesNotContain(desk.Effects, e => e is SendStop);
        Assert.Equal((TrialStatus.Running, TrialStatus.Cancelled), (desk.Trial(1).Status, desk.Trial(2).Status));
        Finish(desk);
        Assert.Equal(3, desk.Assigned.Last().Seed);
    }

    [Fact]
    public void Cancelled_experiment_goes_on_when_it_is_submitted_again()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1)).Take(new CancelExperiment(Id, "tiny-1"));
        desk.Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Stopped, "asked to leave"));
        desk.Submit(Some.Plan(1), "again");
        Assert.Equal(Some.Attempt(2), desk.Trial().Current);
    }

    [Fact]
    public void Result_of_a_cancelled_attempt_that_was_faster_than_the_stop_is_kept()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1)).Take(new CancelExperiment(Id, "tiny-1"))
            .Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        Assert.Equal(TrialStatus.Recorded, desk.Trial().Status);
    }

    [Theory]
    [InlineData(FailureKind.Diverged)]
    [InlineData(FailureKind.BadInput)]
    public void Failed_trial_is_tried_again_when_a_person_says_so(FailureKind kind)
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1)).Take(new ReportFailure(Some.Attempt(), Some.Node, Some.Failure(kind)));
        desk.Take(new RetryTrial(Id, Some.Key().Value[..8]));
        Assert.Equal((TrialStatus.Running, 2, 0), (desk.Trial().Status, desk.Trial().Attempt, desk.Trial().Strikes));
    }

    [Fact]
    public void Drained_node_gets_nothing_new_even_after_it_and_the_coordinator_restarted()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(2)).Take(new DrainNode(Id, Some.Node, StopAttempts: true));
        Assert.Contains(new SendStop(Some.Node, Some.Attempt()), desk.Effects);
        desk.Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Stopped, "asked to leave"));
        desk.Restart();
        desk.Announce(life: "life-2");
        Assert.Single(desk.Assigned);
        Assert.Contains("is draining", desk.Why(), StringComparison.Ordinal);
        desk.Take(new UndrainNode(new("undrain"), Some.Node));
        Assert.Equal(TrialStatus.Running, desk.Trial().Status);
    }

    [Fact]
    public void Lost_word_to_stop_is_repeated_while_the_node_drains()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1)).Take(new AcceptAttempt(Some.Attempt(), Some.Node))
            .Take(new DrainNode(Id, Some.Node, StopAttempts: true)).Take(Tick.Instance);
        Assert.Contains(new SendStop(Some.Node, Some.Attempt()), desk.Effects);
    }

    [Fact]
    public void Priority_of_a_running_experiment_can_be_changed()
    {
        var desk = new Desk().Announce().Submit(Some.Plan("a", 1, 2), "a").Submit(Some.Plan("b", 11, 12), "b")
            .Take(new PrioritiseExperiment(Id, "a", 10));
        Finish(desk);
        Assert.Equal([1, 2], desk.Assigned.Select(a => a.Seed));
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("retry")]
    [InlineData("drain")]
    [InlineData("quarantine")]
    public void What_is_not_there_is_refused_and_journals_nothing(string name)
    {
        var desk = new Desk().Take(Command(name));
        var refusal = desk.Answer<CommandRefused>();
        Assert.Contains("no ", refusal.Reason, StringComparison.Ordinal);
        Assert.True(refusal.Unknown);
        Assert.Empty(desk.Journal);
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(-1001)]
    public void Priority_out_of_its_range_is_refused(int priority)
    {
        var desk = new Desk().Submit(Some.Plan(1)).Take(new PrioritiseExperiment(Id, "tiny-1", priority));
        Assert.Contains("-1000 to 1000", desk.Answer<CommandRefused>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Digits_that_several_trials_share_are_refused()
    {
        var desk = new Desk().Submit(Some.Plan(40)).Take(new RetryTrial(Id, ""));
        desk.Answer<CommandRefused>();
        var shared = desk.State.Queue.GroupBy(k => k.Value[..1]).First(g => g.Count() > 1).Key;
        Assert.Contains("more digits", desk.Take(new RetryTrial(Id, shared)).Answer<CommandRefused>().Reason, StringComparison.Ordinal);
    }
}
