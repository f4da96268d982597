using System.Text.Json.Serialization;

namespace Hud.Actors.Coordinator;

/// <summary>An experiment in numbers of trials; what is left waits.</summary>
/// <param name="Paused">None of its trials is started.</param>
public sealed record ExperimentSummary(
    string Id, string Name, int Trials, int Running, int Recorded, int Failed, int Cancelled = 0, bool Paused = false)
{
    /// <summary>Those of the cancelled that a search stopped: they are done as much as they should.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int StoppedEarly { get; init; }
}
