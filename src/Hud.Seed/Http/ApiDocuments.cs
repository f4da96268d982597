using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hud.Actors.Artifacts;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Seed.History;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.Http;

/// <summary>An experiment and its trials, for people and scripts.</summary>
/// <param name="Trials">All in plan order, or those that were asked for.</param>
public sealed record ExperimentDocument(ExperimentSummary Summary, ImmutableArray<TrialDocument> Trials);

/// <param name="Status">pending, running, recorded or failed.</param>
/// <param name="Attempt">Latest attempt's number, 0 before the first.</param>
/// <param name="Node">Who runs it; null when nobody does.</param>
/// <param name="Note">What happened last; null when nothing did.</param>
public sealed record TrialDocument(
    string Key, string Method, string Scene, long Seed, string Status, int Attempt, string? Node, string? Note)
{
    internal static TrialDocument Of(TrialRow row) => new(
        row.Key.Value, row.Method, row.Scene, row.Seed, row.Status.ToString().ToLowerInvariant(), row.Attempt, row.Node?.Value,
        row.Note);
}

/// <summary>Why something was not done, as RFC 9457 has it.</summary>
/// <param name="Detail">A sentence for a person.</param>
public sealed record ProblemDocument(string Title, int Status, string Detail);

/// <summary>JSON of the documents that are not messages of the cluster.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters =
    [
        typeof(WordConverter<TrialStatus>), typeof(WordConverter<AttemptEnd>), typeof(WordConverter<TrialPhase>),
        typeof(WordConverter<FailureKind>), typeof(WordConverter<Provenance>), typeof(WordConverter<QuarantineCause>),
        typeof(WordConverter<DeviceKind>), typeof(TrialKeyConverter), typeof(NodeIdConverter), typeof(CommandIdConverter),
    ])]
[JsonSerializable(typeof(ExperimentDocument))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(TrialPage))]
[JsonSerializable(typeof(AttemptPage))]
[JsonSerializable(typeof(TrialDetail))]
[JsonSerializable(typeof(Curve))]
[JsonSerializable(typeof(LogTail))]
[JsonSerializable(typeof(FigureList))]
[JsonSerializable(typeof(RunningDocument))]
[JsonSerializable(typeof(ChangeDocument))]
[JsonSerializable(typeof(SubmitExperiment))]
[JsonSerializable(typeof(ExperimentAccepted))]
[JsonSerializable(typeof(ExperimentList))]
[JsonSerializable(typeof(NodesView))]
[JsonSerializable(typeof(CommandDone))]
[JsonSerializable(typeof(WhyAnswer))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(TrialFiles))]
public sealed partial class ApiJson : JsonSerializerContext;

/// <summary>"lease_expired" for LeaseExpired.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;
