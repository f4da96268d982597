using System.Globalization;
using Akka.Actor;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Experiments.Plans;
using Hud.Experiments.Search;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

/// <summary>A search whose coordinator dies after every word it hears, beside the same search in one piece.</summary>
public sealed class SearchRestartTests : ActorTest
{
    private static readonly RetryTrial Nobody = new(new("barrier"), "no such trial");

    private static ExperimentPlan Plan()
    {
        var search = new SearchPlan(
            SearchSampler.Tpe, 9, 1, 5, 3, [1],
            [
                new("hud.endmembers", ParameterKind.Integer, 2, 60, 1, [], null, ""),
                new("block", ParameterKind.Choice, 0, 0, 1, ["4", "8"], null, ""),
            ],
            [new("point_fidelity", ObjectiveGoal.Maximise), new("block_diversity", ObjectiveGoal.Minimise)],
            new StopRule(StopKind.Asha, [50, 100], 2, 0));
        return new("search", "search", SearchRun.Next(search, Some.Spec(), [], []), null) { Search = search };
    }

    [Fact]
    public void Coordinator_that_dies_after_every_event_decides_as_one_that_never_does()
    {
        var desk = new Desk(CoordinatorOptions.OneMachine with { RetryDelay = TimeSpan.Zero }).Announce().Submit(Plan());
        Drive(() => View(desk), command => desk.Take(command));

        var lives = 0;
        var coordinator = Next(null);
        AskUntilAnswered<ExperimentAccepted>(coordinator, new SubmitExperiment(new("first"), Plan()));
        var last = Drive(
            () => AskUntilAnswered<ExperimentView>(coordinator, new GetExperiment("search")),
            command =>
            {
                coordinator.Tell(command, TestActor);
                // Its refusal shares the commit, so all is durable when it comes.
                AskUntilAnswered<CommandRefused>(coordinator, Nobody);
                coordinator = Next(coordinator);
            });

        Assert.InRange(lives, 15, 40);
        Assert.Equal(9, last.Trials.Length);
        Assert.InRange(last.Trials.Count(t => t.StoppedEarly), 1, 7);
        Assert.Equal(Lines(View(desk)), Lines(last));

        IActorRef Next(IActorRef? before)
        {
            if (before is not null)
            {
                Watch(before);
                before.Tell(PoisonPill.Instance);
                FishForMessage<Terminated>(t => t.ActorRef.Equals(before));
            }

            var next = Coordinator(string.Create(CultureInfo.InvariantCulture, $"life-{++lives}"));
            AskUntilAnswered<NodeAnnounced>(next, new AnnounceNode(Some.Node, Some.Life, Some.Offer, false, [], 0, Time.GetUtcNow()));
            return next;
        }
    }

    /// <summary>Carries every attempt out as a node would, to the end of the search. What comes of a point depends on nothing else.</summary>
    private static ExperimentView Drive(Func<ExperimentView> look, Action<ICoordinatorCommand> take)
    {
        while (true)
        {
            var view = look();
            var place = view.Trials.ToList().FindIndex(t => t.Status == TrialStatus.Running);
            if (place < 0) return view;
            var attempt = new AttemptId(view.Trials[place].Key, view.Trials[place].Attempt);
            var distance = Math.Abs(20 - int.Parse(view.Plan.Trials[place].Options["endmembers"], CultureInfo.InvariantCulture));
            take(new ReportProgress(attempt, Some.Node, Some.Progress(50, 1 + distance)));
            if (Runs()) take(new ReportProgress(attempt, Some.Node, Some.Progress(100, 1 + (distance / 2.0))));
            take(Runs()
                ? new ReportResult(attempt, Some.Node, Some.Result(1 - (0.001 * distance)))
                : new ReportLoss(attempt, Some.Node, LossReason.Stopped, "asked to"));

            bool Runs() => look().Trials[place].Status == TrialStatus.Running;
        }
    }

    private static ExperimentView View(Desk desk) => new(
        desk.State.Experiments["search"].Plan, [.. CoordinatorDecisions.TrialsOf(desk.State, "search").Select(t => t.View())]);

    private static IEnumerable<string> Lines(ExperimentView view) => view.Plan.Trials.Zip(
        view.Trials, (spec, t) => $"{TrialKey.Of(spec)} {t.Key} {t.Status} {t.Attempt} {t.StoppedEarly} {t.Note} {t.Result?.Metrics[0].Value}");
}
