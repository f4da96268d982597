namespace Hud.Actors.Coordinator;

/// <summary>An experiment in numbers of trials; what is left waits.</summary>
public sealed record ExperimentSummary(string Id, string Name, int Trials, int Running, int Recorded, int Failed);
