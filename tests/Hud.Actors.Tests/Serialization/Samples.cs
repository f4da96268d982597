using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Experiments.Plans;
using Hud.Experiments.Search;
using Hud.Experiments.Targets;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Serialization;

/// <summary>One message of every type, with every member in use.</summary>
internal static class Samples
{
    private static readonly CommandId Command = new("command-1");

    private static ExperimentPlan Plan => Some.Plan(1) with
    {
        Methods = [new MethodHeading("hud", "HUD", "a note")],
        Terms = new ExperimentTerms(
            5, new Requirements(DeviceKind.Cuda, 1L << 34) { Labels = ["big"] }, TimeSpan.FromHours(3)),
        Published = new PublishedNumbers(
            "a paper", [new PublishedColumn("HUD", "hud", ImmutableSortedDictionary<string, string>.Empty.Add("form", "repaired"))],
            [new PublishedMetric("fid", "III", "another note", 0.10m, true, [new PublishedRow("synthetic", [23.10m])], [null])]),
        Search = new SearchPlan(
            SearchSampler.Sobol, 40, 4, 7, 12, [1],
            [
                new("hud.prediction", ParameterKind.Choice, 0, 0, 1, ["epsilon", "v"], null, ""),
                new("hud.min_snr_gamma", ParameterKind.LogUniform, 0.5, 10, 1, [], new SearchCondition("hud.prediction", ["v"]), "0"),
            ],
            [new SearchObjective("fid", ObjectiveGoal.Floor)], new StopRule(StopKind.Asha, [60, 180], 3, 4)),
        UntilDecided = new SeedsUntilDecided(3, 10),
    };

    private static NodeOffer Offer =>
        new([new Device("cuda:0", DeviceKind.Cuda, 2, 1L << 34)], new EngineVersion("1.0+abc", 2)) { Labels = ["big"] };

    private static TrialView View =>
        new(Some.Key(), TrialStatus.Recorded, 2, Some.Result(), Some.Failure(), "attempt 1 crashed: signal 9", Some.Node)
        {
            StoppedEarly = true,
        };

    public static ImmutableArray<IHudMessage> All { get; } =
    [
        new ExperimentSubmitted(Command, Plan, [Some.Key()], Some.Time),
        new ExperimentResumed(Command, "tiny-1", Some.Time) { Terms = new ExperimentTerms(7) },
        new ExperimentPaused(Command, "tiny-1", Some.Time),
        new ExperimentContinued(Command, "tiny-1", Some.Time),
        new ExperimentCancelled(Command, "tiny-1", Some.Time),
        new ExperimentPrioritised(Command, "tiny-1", 7, Some.Time),
        new TrialRetried(Command, Some.Key(), Some.Time),
        new NodeDraining(Command, Some.Node, true, Some.Time),
        new NodeUndrained(Command, Some.Node, Some.Time),
        new NodeQuarantined(Some.Node, QuarantineCause.FastLosses, "too many", [Some.Key()], Some.Time) { Command = Command },
        new NodeReleased(Command, Some.Node, Some.Life, "mended", Some.Time),
        new CanaryPassed(Some.Node, Some.Life, "x64 AVX2", new string('d', 64), Some.Time),
        new TrialAssigned(Some.Attempt(), Some.Node, Some.Life, "cpu:0", 3, Some.Time) { Experiment = "tiny-1" },
        new CheckpointMarked(Some.Attempt(), Some.Checkpoint(), Some.Time),
        new AttemptLost(Some.Attempt(), LossReason.Crashed, "signal 9", Some.Time) { Fast = true },
        new TrialFailed(Some.Attempt(), Some.Failure(), Some.Time) { Command = Command },
        new ResultRecorded(Some.Attempt(), Some.Result(), Some.Time),
        new PlanExtended("tiny-1", [Some.Spec(2)], [Some.Key(2)], Some.Time),
        new RungJudged(Some.Attempt(), "tiny-1", 1, 180, 0.25, true, "loss 0.25: place 2 of 2; places 1 to 1 go on", Some.Time),
        State(),
        new SubmitExperiment(Command, Plan) { Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
        new AnnounceNode(Some.Node, Some.Life, Offer, true, [new(Some.Attempt(), "cpu:0")], 3, Some.Time),
        new AcceptAttempt(Some.Attempt(), Some.Node),
        new ReportProgress(Some.Attempt(), Some.Node, Some.Progress()),
        new ReportCheckpoint(Some.Attempt(), Some.Node, Some.Checkpoint()),
        new ReportResult(Some.Attempt(), Some.Node, Some.Result()),
        new ReportFailure(Some.Attempt(), Some.Node, Some.Failure()),
        new ReportLoss(Some.Attempt(), Some.Node, LossReason.DiskFull, "no space left on device"),
        new GetExperiment("tiny-1"),
        new GetTrials("tiny-1", 40, 20, true),
        new Subscribe("tiny-1"),
        new ExperimentAccepted(Command, "tiny-1", 3, 2, 1),
        new NodeAnnounced(Some.Node, Some.Life),
        new NodeRefused(Some.Node, Some.Life, "another engine"),
        new PauseExperiment(Command, "tiny-1"),
        new ResumeExperiment(Command, "tiny-1"),
        new CancelExperiment(Command, "tiny-1"),
        new PrioritiseExperiment(Command, "tiny-1", 7),
        new RetryTrial(Command, Some.Key().Short),
        new DrainNode(Command, Some.Node, true),
        new UndrainNode(Command, Some.Node),
        new ReleaseNode(Command, Some.Node),
        new QuarantineNode(Command, Some.Node, "its fan is loud"),
        new QuarantineTrial(Command, Some.Key().Short, "wrong scene"),
        new GetNodes(),
        new GetWhy(Some.Key().Short),
        new GetRunning(),
        new RunningView([new(Some.Attempt(), "tiny-1", Some.Node, "cpu:0", Some.Time, Some.Progress())]),
        new CommandDone(Command, "done"),
        new CommandRefused(Command, "no") { Unknown = true },
        new NodesView(
        [
            new(Some.Node, true, [new(Offer.Devices[0], Some.Attempt())], ["big"], Offer.Engine, Some.Time, true, 3, "crashed",
                new Quarantine(QuarantineCause.Canary, "wrong hash", Some.Time), "another engine", true),
        ]),
        new WhyAnswer(Some.Key(), TrialStatus.Pending, "no node is in sight"),
        new TrialUnknown("abc", "no trial abc"),
        new ReportReceived(Some.Attempt(), true),
        new ExperimentUnknown("tiny-1"),
        new ExperimentView(Plan, [View]) { Terms = Plan.Terms, Paused = true, Cancelled = true },
        new TrialChanged("tiny-1", View),
        new TrialMoved("tiny-1", Some.Attempt(), Some.Progress()),
        new ListExperiments(),
        new GetStanding(),
        new TrialRows(
            new ExperimentSummary("tiny-1", "tiny", 5, 1, 2, 1),
            [new TrialRow(Some.Key(1), "hud", "synthetic", 1, TrialStatus.Running, 2, Some.Node, "attempt 1 crashed")]),
        new ExperimentList([new ExperimentSummary("tiny-1", "tiny", 5, 1, 2, 1, 1, true) { StoppedEarly = 1 }]),
        new CoordinatorStanding(1, 4),
        new CanaryDone(Some.Node, Some.Life, new("x64 AVX2", new string('d', 64), new string('e', 64), "crashed")),
        new NodeProtocol.RunCanary(),
        new NodeProtocol.StartAttempt(Some.Attempt(2), 3, "cpu:0", Some.Spec(), Some.Checkpoint())
        {
            Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Milestones = [60, 180],
        },
        new NodeProtocol.StopAttempt(Some.Attempt()),
        new NodeProtocol.ExpectTrial("cpu:0", Some.Spec()),
        new NodeProtocol.Drain(),
        new NodeProtocol.Drained(Some.Node),
    ];

    private static CoordinatorState State()
    {
        var desk = new Desk(CoordinatorOptions.OneMachine with { QuarantineAfter = 1, RetryDelay = TimeSpan.Zero })
            .Announce().Submit(Some.Plan(1) with { Terms = new ExperimentTerms(5) })
            .Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Crashed, "signal 9"))
            .Take(new ReleaseNode(new("release"), Some.Node))
            .Take(new ReportCheckpoint(Some.Attempt(2), Some.Node, Some.Checkpoint()))
            .Take(new ReportLoss(Some.Attempt(2), Some.Node, LossReason.NodeRestarted, "gone"))
            .Take(new PauseExperiment(new("pause"), "tiny-1"))
            .Take(new DrainNode(new("drain"), Some.Node, StopAttempts: true));
        var passed = new CanaryPassed(new("lab-2"), Some.Life, "x64 AVX2", new string('d', 64), Some.Time);
        var stopped = new RungJudged(Some.Attempt(2), "tiny-1", 0, 60, 0.5, true, "place 2 of 2", Some.Time);
        // Sets have no order of their own.
        return CoordinatorDecisions.Apply(CoordinatorDecisions.Apply(desk.State, passed), stopped) with { Handled = [new("first")] };
    }
}
