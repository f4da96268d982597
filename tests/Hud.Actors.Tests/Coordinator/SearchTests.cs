using System.Collections.Immutable;
using CsCheck;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Search;
using Hud.Experiments.Targets;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

/// <summary>Plans that grow by what comes out, and trials that are stopped on the way.</summary>
public sealed class SearchTests
{
    private static readonly StopRule Asha = new(StopKind.Asha, [50, 100], 2, 0);

    private static ExperimentPlan Plan(int points, int parallel = 1, StopRule? stop = null, string name = "search")
    {
        var search = new SearchPlan(
            SearchSampler.Tpe, points, parallel, 1, 3, [1],
            [new SearchParameter("hud.endmembers", ParameterKind.Integer, 2, 60, 1, [], null, "")],
            [new SearchObjective("point_fidelity", ObjectiveGoal.Maximise)], stop);
        return new ExperimentPlan(name, name, SearchRun.Next(search, Some.Spec(), [], []), null) { Search = search };
    }

    private static TrialRecord Of(Desk desk, AttemptId attempt) => desk.State.Trials[attempt.Trial];

    private static AttemptId Running(Desk desk, int place = 0) => desk.State.Running.Skip(place).First().Current;

    /// <summary>The nearer to 20 endmembers, the better.</summary>
    private static TrialResult Result(Desk desk, AttemptId attempt) => Some.Result(
        1 - (0.001 * Math.Abs(20 - int.Parse(desk.State.Trials[attempt.Trial].Spec.Options["endmembers"], System.Globalization.CultureInfo.InvariantCulture))));

    private static Desk Finish(Desk desk) => desk.Take(new ReportResult(Running(desk), Some.Node, Result(desk, Running(desk))));

    private static Desk Move(Desk desk, AttemptId attempt, long step, double loss) =>
        desk.Take(new ReportProgress(attempt, Some.Node, Some.Progress(step, loss)));

    private static IEnumerable<string> Tried(Desk desk) => desk.State.Experiments["search"].Plan.Trials.Select(t => t.Options["endmembers"]);

    [Fact]
    public void Result_brings_the_next_point_and_its_assignment_in_one_decision()
    {
        var desk = new Desk().Announce().Submit(Plan(5));
        Assert.Single(desk.State.Experiments["search"].Keys);
        var decided = desk.Journal.Count;
        Finish(desk);
        Assert.Equal([typeof(ResultRecorded), typeof(PlanExtended), typeof(TrialAssigned)], desk.Journal.Skip(decided).Select(e => e.GetType()));
        Assert.Equal(2, desk.State.Experiments["search"].Keys.Length);
    }

    [Fact]
    public void Search_ends_with_its_last_point_and_leaves_nothing_waiting()
    {
        var desk = new Desk().Announce(slots: 2).Submit(Plan(8, parallel: 2));
        for (var i = 0; i < 8; i++) Finish(desk);
        Assert.Equal(8, Tried(desk).Distinct().Count());
        Assert.All(desk.State.Trials.Values, t => Assert.Equal(TrialStatus.Recorded, t.Status));
        Assert.Empty(desk.State.Running);
    }

    [Fact]
    public void Failed_point_makes_room_for_the_next()
    {
        var desk = new Desk().Announce().Submit(Plan(3));
        desk.Take(new ReportFailure(Running(desk), Some.Node, Some.Failure()));
        Assert.Equal(2, Tried(desk).Count());
    }

    [Fact]
    public void Restart_at_any_moment_changes_no_decision() =>
        Gen.Int[0, 40].Array[1, 4].Sample(moments =>
        {
            string Run(int[] restarts)
            {
                var desk = new Desk(CoordinatorOptions.OneMachine with { RetryDelay = TimeSpan.Zero }).Announce(slots: 2).Submit(Plan(10, 2, Asha));
                for (var step = 0; step < 40 && desk.State.Running.Any(); step++)
                {
                    // Losses are a function of the point, whoever runs it.
                    var attempt = desk.State.Running.OrderBy(t => t.Key.Value, StringComparer.Ordinal).First().Current;
                    var spec = desk.State.Trials[attempt.Trial].Spec;
                    var loss = 1 + Math.Abs(20 - double.Parse(spec.Options["endmembers"], System.Globalization.CultureInfo.InvariantCulture));
                    if (restarts.Contains(step))
                    {
                        desk.Restart();
                        desk.Announce(slots: 2, holding: [.. desk.State.Running.Select(t => t.Current)]);
                    }

                    Move(desk, attempt, 50, loss);
                    if (Of(desk, attempt).Status == TrialStatus.Running) Move(desk, attempt, 100, loss / 2);
                    desk.Take(Of(desk, attempt).Status == TrialStatus.Running
                        ? new ReportResult(attempt, Some.Node, Result(desk, attempt))
                        : new ReportLoss(attempt, Some.Node, LossReason.Stopped, "asked to"));
                }

                return string.Join('\n', desk.Journal.Where(e => e is PlanExtended or RungJudged).Select(e => Json.Of((IHudMessage)e)));
            }

            return Run(moments) == Run([]);
        }, iter: 30);

    [Fact]
    public void Trial_that_falls_behind_is_stopped_once_and_its_device_is_free_when_the_node_has_let_go()
    {
        var desk = new Desk().Announce().Submit(Plan(4, 1, Asha));
        Move(desk, Running(desk), 50, 0.2);
        Finish(desk);
        var second = Running(desk);
        Move(desk, second, 49, 0.9);
        Assert.Equal(TrialStatus.Running, Of(desk, second).Status);
        Move(desk, second, 51, 0.8);
        Assert.Equal((TrialStatus.Cancelled, true), (Of(desk, second).Status, Of(desk, second).StoppedEarly));
        Assert.Equal("stopped early at step 51: loss 0.8: place 2 of 2; places 1 to 1 go on", Of(desk, second).Note);
        Assert.Contains(new SendStop(Some.Node, second), desk.Effects);
        Assert.Equal(3, Tried(desk).Count());
        Assert.Empty(desk.State.Running);
        desk.Announce(holding: [second]);
        Assert.Empty(desk.State.Running);
        desk.Take(new ReportLoss(second, Some.Node, LossReason.Stopped, "asked to"));
        Assert.Single(desk.State.Running);
        Assert.Equal(0, Of(desk, second).Strikes);
    }

    [Fact]
    public void Rung_is_judged_once_in_a_trials_life_and_a_skipped_one_with_the_next_news()
    {
        var desk = new Desk(CoordinatorOptions.OneMachine with { RetryDelay = TimeSpan.Zero }).Announce().Submit(Plan(4, 1, Asha));
        var first = Running(desk);
        Move(desk, first, 60, 0.5);
        Move(desk, first, 70, 0.4);
        desk.Take(new ReportLoss(first, Some.Node, LossReason.NodeRestarted, "gone")).Take(Tick.Instance);
        Move(desk, Running(desk), 50, 9);
        Move(desk, Running(desk), 130, 0.3);
        Assert.Equal([(0, 60L, 0.5), (1, 130L, 0.3)], desk.Journal.OfType<RungJudged>().Select(j => (j.Rung, j.Step, j.Loss)));
    }

    [Fact]
    public void Progress_without_a_loss_or_of_another_phase_is_not_judged()
    {
        var desk = new Desk().Announce().Submit(Plan(4, 1, Asha));
        desk.Take(new ReportProgress(Running(desk), Some.Node, Some.Progress(60, null)))
            .Take(new ReportProgress(Running(desk), Some.Node, new ChildProgress(TrialPhase.Sample, 60, 100, 0.5, null)));
        Assert.Empty(desk.Journal.OfType<RungJudged>());
    }

    [Fact]
    public void Result_that_comes_after_the_stop_does_not_count()
    {
        var desk = Stopped(out var stopped);
        desk.Take(new ReportResult(stopped, Some.Node, Some.Result()));
        Assert.True(Of(desk, stopped).StoppedEarly);
        Assert.Null(Of(desk, stopped).Result);
    }

    [Fact]
    public void Search_submitted_again_keeps_what_it_stopped_and_a_main_table_has_it_run_to_its_end()
    {
        var desk = Stopped(out var stopped);
        desk.Submit(Plan(4, 1, Asha), "again");
        Assert.True(Of(desk, stopped).StoppedEarly);
        desk.Submit(new ExperimentPlan("table", "table", [Of(desk, stopped).Spec], null), "table");
        Assert.Equal(TrialStatus.Pending, Of(desk, stopped).Status);
    }

    [Fact]
    public void What_a_main_table_wants_too_is_judged_and_goes_on()
    {
        var desk = new Desk().Announce().Submit(Plan(4, 1, Asha));
        Move(desk, Running(desk), 50, 0.2);
        Finish(desk);
        var second = Running(desk);
        desk.Submit(new ExperimentPlan("table", "table", [Of(desk, second).Spec], null), "table");
        Move(desk, second, 50, 0.9);
        Assert.Equal(TrialStatus.Running, Of(desk, second).Status);
        Assert.False(desk.Journal.OfType<RungJudged>().Last().Stops);
        Assert.DoesNotContain(desk.Effects, e => e is SendStop);
    }

    [Fact]
    public void Order_names_the_rungs_as_milestones()
    {
        var desk = new Desk().Announce().Submit(Plan(4, 1, Asha));
        Assert.Equal([50L, 100L], desk.Effects.OfType<SendOrder>().Single().Order.Milestones!.Value);
        Assert.Null(new Desk().Announce().Submit(Some.Plan(1)).Effects.OfType<SendOrder>().Single().Order.Milestones);
    }

    [Fact]
    public void Undecided_verdict_brings_another_seed_when_all_have_ended_up_to_the_most()
    {
        TrialSpec Of(long seed) => Some.Spec(seed) with { Scene = Some.Spec().Scene with { Name = "salinas", Provenance = Provenance.Original } };
        var desk = new Desk().Announce(slots: 2).Submit(new("table", "table", [Of(1), Of(2)], "t.yaml")
        {
            UntilDecided = new SeedsUntilDecided(2, 4),
            Published = new PublishedNumbers(
                "a paper", [new PublishedColumn("HUD", "hud", ImmutableSortedDictionary<string, string>.Empty)],
                [new PublishedMetric("point_fidelity", "I", "", 0.005m, false, [new PublishedRow("salinas", [0.95m])], [null])]),
        });
        var ended = 0;
        while (desk.State.Running.Any()) desk.Take(new ReportResult(Running(desk), Some.Node, Some.Result(0.9 + (0.05 * (ended++ % 3)))));
        Assert.Equal([1L, 2, 3, 4], desk.State.Experiments["table"].Plan.Trials.Select(t => t.Seed));
        Assert.Equal(2, desk.Journal.OfType<PlanExtended>().Count());
        Assert.All(desk.State.Trials.Values, t => Assert.Equal(TrialStatus.Recorded, t.Status));
    }

    [Fact]
    public void Two_searches_over_the_same_points_compute_each_once()
    {
        var desk = new Desk().Announce().Submit(Plan(4));
        for (var i = 0; i < 4; i++) Finish(desk);
        desk.Submit(Plan(4, name: "other"), "other");
        Assert.Equal(4, desk.State.Experiments["other"].Keys.Length);
        Assert.Equal(4, desk.State.Trials.Count);
        Assert.Empty(desk.State.Running);
    }

    [Fact]
    public void Cancelled_search_grows_no_more()
    {
        var desk = new Desk().Announce().Submit(Plan(4, 2));
        desk.Take(new CancelExperiment(new("cancel"), "search"));
        Assert.Equal(2, Tried(desk).Count());
    }

    [Fact]
    public void State_with_a_growing_plan_survives_a_snapshot()
    {
        var desk = Stopped(out _);
        var again = ((CoordinatorState)Json.Parse("cs:1", Json.Of(desk.State))).WithSpecs();
        Assert.Equal(Json.Of(desk.State), Json.Of(again));
        Assert.Equal(Tried(desk), Tried(new Desk(again)));
        Assert.Equal(desk.State.Experiments["search"].RungLosses!.Keys, again.Experiments["search"].RungLosses!.Keys);
    }

    [Fact]
    public void Person_may_have_a_stopped_point_run_to_its_end_all_the_same()
    {
        var desk = Stopped(out var stopped);
        desk.Take(new ReportLoss(stopped, Some.Node, LossReason.Stopped, "asked to"));
        desk.Take(new RetryTrial(new("retry"), stopped.Trial.Value));
        Assert.Equal((TrialStatus.Pending, false), (Of(desk, stopped).Status, Of(desk, stopped).StoppedEarly));
        Finish(desk);
        var again = Running(desk);
        Assert.Equal(new AttemptId(stopped.Trial, 2), again);
        Move(desk, again, 60, 0.9);
        Assert.Equal(TrialStatus.Running, Of(desk, again).Status);
    }

    [Fact]
    public void Why_says_what_it_fell_behind()
    {
        var desk = Stopped(out var stopped);
        var why = (WhyAnswer)CoordinatorDecisions.Why(desk.State, desk.Roster, new GetWhy(stopped.Trial.Value), desk.Now, desk.Options);
        Assert.Equal(1, Assert.Single(CoordinatorQueries.Experiments(desk.State).Experiments).StoppedEarly);
        Assert.StartsWith("it was stopped early at step 50: loss 0.9: place 2 of 2", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Experiment_without_a_search_never_grows_and_judges_nothing()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(3));
        Move(desk, Running(desk), 50, 9);
        for (var i = 0; i < 3; i++) Finish(desk);
        Assert.DoesNotContain(desk.Journal, e => e is PlanExtended or RungJudged);
    }

    private static Desk Stopped(out AttemptId stopped)
    {
        var desk = new Desk().Announce().Submit(Plan(4, 1, Asha));
        Move(desk, Running(desk), 50, 0.2);
        Finish(desk);
        stopped = Running(desk);
        return Move(desk, stopped, 50, 0.9);
    }
}
