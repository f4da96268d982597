using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Experiments.Plans;
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
        Published = new PublishedNumbers(
            "a paper", [new PublishedColumn("HUD", "hud", ImmutableSortedDictionary<string, string>.Empty.Add("form", "repaired"))],
            [new PublishedMetric("fid", "III", "another note", 0.10m, true, [new PublishedRow("synthetic", [23.10m])], [null])]),
    };

    private static TrialView View =>
        new(Some.Key(), TrialStatus.Recorded, 2, Some.Result(), Some.Failure(), "attempt 1 crashed: signal 9", Some.Node);

    public static ImmutableArray<IHudMessage> All { get; } =
    [
        new ExperimentSubmitted(Command, Plan, [Some.Key()], Some.Time),
        new ExperimentResumed(Command, "tiny-1", Some.Time),
        new TrialAssigned(Some.Attempt(), Some.Node, Some.Life, "cpu:0", 3, Some.Time),
        new CheckpointMarked(Some.Attempt(), Some.Checkpoint(), Some.Time),
        new AttemptLost(Some.Attempt(), LossReason.Crashed, "signal 9", Some.Time),
        new TrialFailed(Some.Attempt(), Some.Failure(), Some.Time),
        new ResultRecorded(Some.Attempt(), Some.Result(), Some.Time),
        State(),
        new SubmitExperiment(Command, Plan),
        new AnnounceNode(Some.Node, Some.Life, ["cpu:0"], true, [Some.Attempt()], 3),
        new AcceptAttempt(Some.Attempt(), Some.Node),
        new ReportProgress(Some.Attempt(), Some.Node, Some.Progress()),
        new ReportCheckpoint(Some.Attempt(), Some.Node, Some.Checkpoint()),
        new ReportResult(Some.Attempt(), Some.Node, Some.Result()),
        new ReportFailure(Some.Attempt(), Some.Node, Some.Failure()),
        new ReportLoss(Some.Attempt(), Some.Node, LossReason.DiskFull, "no space left on device"),
        new GetExperiment("tiny-1"),
        new Subscribe("tiny-1"),
        new ExperimentAccepted(Command, "tiny-1", 3, 2, 1),
        new NodeAnnounced(Some.Node, Some.Life),
        new ReportReceived(Some.Attempt(), true),
        new ExperimentUnknown("tiny-1"),
        new ExperimentView(Plan, [View]),
        new TrialChanged("tiny-1", View),
        new TrialMoved("tiny-1", Some.Attempt(), Some.Progress()),
        new ListExperiments(),
        new ListNodes(),
        new GetStanding(),
        new ExperimentList([new ExperimentSummary("tiny-1", "tiny", 4, 1, 2, 1)]),
        new NodeList([new NodeView(Some.Node, ["cpu:0"], true, [Some.Attempt()])]),
        new CoordinatorStanding(1, 4),
        new DrainNode(Some.Node),
        new NodeDraining(Some.Node),
        new NodeUnknown(Some.Node),
        new NodeProtocol.StartAttempt(Some.Attempt(2), 3, "cpu:0", Some.Spec(), Some.Checkpoint()),
        new NodeProtocol.StopAttempt(Some.Attempt()),
        new NodeProtocol.Drain(),
        new NodeProtocol.Drained(Some.Node),
    ];

    private static CoordinatorState State()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1));
        return desk.Take(new ReportCheckpoint(Some.Attempt(), Some.Node, Some.Checkpoint())).State;
    }
}
