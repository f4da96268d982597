using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Serialization;

/// <summary>Short lasting names of every message, with a version. A stored shape never changes: a new one gets a new
/// number beside the old one, which stays readable.</summary>
public static class Manifests
{
    private static readonly (string Manifest, Type Type)[] Table =
    [
        // Journal
        ("es:1", typeof(ExperimentSubmitted)),
        ("er:1", typeof(ExperimentResumed)),
        ("ta:1", typeof(TrialAssigned)),
        ("cm:1", typeof(CheckpointMarked)),
        ("al:1", typeof(AttemptLost)),
        ("tf:1", typeof(TrialFailed)),
        ("rr:1", typeof(ResultRecorded)),
        ("px:1", typeof(PlanExtended)),
        ("rj:1", typeof(RungJudged)),
        ("ep:1", typeof(ExperimentPaused)),
        ("ec:1", typeof(ExperimentContinued)),
        ("ex:1", typeof(ExperimentCancelled)),
        ("eq:1", typeof(ExperimentPrioritised)),
        ("tr:1", typeof(TrialRetried)),
        ("nd:1", typeof(NodeDraining)),
        ("nu:1", typeof(NodeUndrained)),
        ("nq:1", typeof(NodeQuarantined)),
        ("nr:1", typeof(NodeReleased)),
        ("np:1", typeof(CanaryPassed)),
        ("cs:1", typeof(CoordinatorState)),

        // Wire
        ("w-se:1", typeof(SubmitExperiment)),
        ("w-an:1", typeof(AnnounceNode)),
        ("w-aa:1", typeof(AcceptAttempt)),
        ("w-rp:1", typeof(ReportProgress)),
        ("w-rc:1", typeof(ReportCheckpoint)),
        ("w-rr:1", typeof(ReportResult)),
        ("w-rf:1", typeof(ReportFailure)),
        ("w-rl:1", typeof(ReportLoss)),
        ("w-ge:1", typeof(GetExperiment)),
        ("w-gt:1", typeof(GetTrials)),
        ("w-su:1", typeof(Subscribe)),
        ("w-ea:1", typeof(ExperimentAccepted)),
        ("w-na:1", typeof(NodeAnnounced)),
        ("w-re:1", typeof(ReportReceived)),
        ("w-eu:1", typeof(ExperimentUnknown)),
        ("w-ev:1", typeof(ExperimentView)),
        ("w-tc:1", typeof(TrialChanged)),
        ("w-tm:1", typeof(TrialMoved)),
        ("w-pe:1", typeof(PauseExperiment)),
        ("w-pr:1", typeof(ResumeExperiment)),
        ("w-ce:1", typeof(CancelExperiment)),
        ("w-pp:1", typeof(PrioritiseExperiment)),
        ("w-rt:1", typeof(RetryTrial)),
        ("w-nd:1", typeof(DrainNode)),
        ("w-nu:1", typeof(UndrainNode)),
        ("w-nr:1", typeof(ReleaseNode)),
        ("w-nq:1", typeof(QuarantineNode)),
        ("w-tq:1", typeof(QuarantineTrial)),
        ("w-gn:1", typeof(GetNodes)),
        ("w-gw:1", typeof(GetWhy)),
        ("w-gr:1", typeof(GetRunning)),
        ("w-rv:1", typeof(RunningView)),
        ("w-nf:1", typeof(NodeRefused)),
        ("w-cd:1", typeof(CommandDone)),
        ("w-cr:1", typeof(CommandRefused)),
        ("w-nv:1", typeof(NodesView)),
        ("w-wa:1", typeof(WhyAnswer)),
        ("w-tu:1", typeof(TrialUnknown)),
        ("w-le:1", typeof(ListExperiments)),
        ("w-gs:1", typeof(GetStanding)),
        ("w-tp:1", typeof(TrialRows)),
        ("w-el:1", typeof(ExperimentList)),
        ("w-cs:1", typeof(CoordinatorStanding)),
        ("w-ca:1", typeof(CanaryDone)),
        ("w-rk:1", typeof(NodeProtocol.RunCanary)),
        ("w-sa:1", typeof(NodeProtocol.StartAttempt)),
        ("w-st:1", typeof(NodeProtocol.StopAttempt)),
        ("w-et:1", typeof(NodeProtocol.ExpectTrial)),
        ("w-dr:1", typeof(NodeProtocol.Drain)),
        ("w-dd:1", typeof(NodeProtocol.Drained)),
    ];

    private static readonly FrozenDictionary<string, Type> ByManifest = Table.ToFrozenDictionary(m => m.Manifest, m => m.Type);
    private static readonly FrozenDictionary<Type, string> ByType = Table.ToFrozenDictionary(m => m.Type, m => m.Manifest);

    public static IReadOnlyCollection<(string Manifest, Type Type)> All => Table;

    /// <summary>Those that a journal may hold.</summary>
    public static IReadOnlyCollection<string> Journaled { get; } =
    [
        .. Table.Where(m => m.Type.IsAssignableTo(typeof(ICoordinatorEvent)) || m.Type == typeof(CoordinatorState)).Select(m => m.Manifest),
    ];

    /// <returns>Null for a type without manifest.</returns>
    public static string? Of(Type type) => ByType.GetValueOrDefault(type);

    /// <returns>How to read and write the manifest's shape; null for an unknown manifest.</returns>
    public static JsonTypeInfo? Shape(string manifest) =>
        ByManifest.TryGetValue(manifest, out var type) ? HudJson.Default.GetTypeInfo(type) : null;
}
