using System.Text.Json.Serialization;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;

namespace Hud.Actors.Serialization;

/// <summary>Source-generated JSON of everything that is journaled, sent or spoken by a child. Diverged losses are
/// numbers too: NaN and infinities are written as words.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    Converters =
    [
        typeof(TrialKeyConverter), typeof(NodeIdConverter), typeof(IncarnationConverter), typeof(CommandIdConverter),
        typeof(TrialListConverter),
    ])]
[JsonSerializable(typeof(ChildMessage))]
[JsonSerializable(typeof(TrialSpec))]
[JsonSerializable(typeof(SpooledOutcome))]
[JsonSerializable(typeof(CoordinatorState))]
[JsonSerializable(typeof(CoordinatorProtocol.SubmitExperiment))]
[JsonSerializable(typeof(CoordinatorProtocol.AnnounceNode))]
[JsonSerializable(typeof(CoordinatorProtocol.AcceptAttempt))]
[JsonSerializable(typeof(CoordinatorProtocol.ReportProgress))]
[JsonSerializable(typeof(CoordinatorProtocol.ReportCheckpoint))]
[JsonSerializable(typeof(CoordinatorProtocol.ReportResult))]
[JsonSerializable(typeof(CoordinatorProtocol.ReportFailure))]
[JsonSerializable(typeof(CoordinatorProtocol.ReportLoss))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentSubmitted))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentResumed))]
[JsonSerializable(typeof(CoordinatorProtocol.TrialAssigned))]
[JsonSerializable(typeof(CoordinatorProtocol.CheckpointMarked))]
[JsonSerializable(typeof(CoordinatorProtocol.AttemptLost))]
[JsonSerializable(typeof(CoordinatorProtocol.TrialFailed))]
[JsonSerializable(typeof(CoordinatorProtocol.ResultRecorded))]
[JsonSerializable(typeof(CoordinatorProtocol.PlanExtended))]
[JsonSerializable(typeof(CoordinatorProtocol.RungJudged))]
[JsonSerializable(typeof(CoordinatorProtocol.GetExperiment))]
[JsonSerializable(typeof(CoordinatorProtocol.GetTrials))]
[JsonSerializable(typeof(CoordinatorProtocol.Subscribe))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentAccepted))]
[JsonSerializable(typeof(CoordinatorProtocol.NodeAnnounced))]
[JsonSerializable(typeof(CoordinatorProtocol.ReportReceived))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentUnknown))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentView))]
[JsonSerializable(typeof(CoordinatorProtocol.TrialChanged))]
[JsonSerializable(typeof(CoordinatorProtocol.TrialMoved))]
[JsonSerializable(typeof(CoordinatorProtocol.NodeRefused))]
[JsonSerializable(typeof(CoordinatorProtocol.PauseExperiment))]
[JsonSerializable(typeof(CoordinatorProtocol.ResumeExperiment))]
[JsonSerializable(typeof(CoordinatorProtocol.CancelExperiment))]
[JsonSerializable(typeof(CoordinatorProtocol.PrioritiseExperiment))]
[JsonSerializable(typeof(CoordinatorProtocol.RetryTrial))]
[JsonSerializable(typeof(CoordinatorProtocol.DrainNode))]
[JsonSerializable(typeof(CoordinatorProtocol.UndrainNode))]
[JsonSerializable(typeof(CoordinatorProtocol.ReleaseNode))]
[JsonSerializable(typeof(CoordinatorProtocol.QuarantineNode))]
[JsonSerializable(typeof(CoordinatorProtocol.QuarantineTrial))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentPaused))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentContinued))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentCancelled))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentPrioritised))]
[JsonSerializable(typeof(CoordinatorProtocol.TrialRetried))]
[JsonSerializable(typeof(CoordinatorProtocol.NodeDraining))]
[JsonSerializable(typeof(CoordinatorProtocol.NodeUndrained))]
[JsonSerializable(typeof(CoordinatorProtocol.NodeQuarantined))]
[JsonSerializable(typeof(CoordinatorProtocol.NodeReleased))]
[JsonSerializable(typeof(CoordinatorProtocol.CanaryPassed))]
[JsonSerializable(typeof(CoordinatorProtocol.GetNodes))]
[JsonSerializable(typeof(CoordinatorProtocol.GetWhy))]
[JsonSerializable(typeof(CoordinatorProtocol.GetRunning))]
[JsonSerializable(typeof(CoordinatorProtocol.RunningView))]
[JsonSerializable(typeof(CoordinatorProtocol.CommandDone))]
[JsonSerializable(typeof(CoordinatorProtocol.CommandRefused))]
[JsonSerializable(typeof(CoordinatorProtocol.NodesView))]
[JsonSerializable(typeof(CoordinatorProtocol.WhyAnswer))]
[JsonSerializable(typeof(CoordinatorProtocol.TrialUnknown))]
[JsonSerializable(typeof(CoordinatorProtocol.ListExperiments))]
[JsonSerializable(typeof(CoordinatorProtocol.GetStanding))]
[JsonSerializable(typeof(CoordinatorProtocol.TrialRows))]
[JsonSerializable(typeof(CoordinatorProtocol.ExperimentList))]
[JsonSerializable(typeof(CoordinatorProtocol.CoordinatorStanding))]
[JsonSerializable(typeof(CoordinatorProtocol.CanaryDone))]
[JsonSerializable(typeof(NodeProtocol.RunCanary))]
[JsonSerializable(typeof(NodeProtocol.StartAttempt))]
[JsonSerializable(typeof(NodeProtocol.StopAttempt))]
[JsonSerializable(typeof(NodeProtocol.ExpectTrial))]
[JsonSerializable(typeof(NodeProtocol.Drain))]
[JsonSerializable(typeof(NodeProtocol.Drained))]
public sealed partial class HudJson : JsonSerializerContext;
