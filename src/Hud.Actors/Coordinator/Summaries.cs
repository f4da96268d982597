using System.Collections.Immutable;
using Hud.Actors.Protocol;

namespace Hud.Actors.Coordinator;

/// <summary>An experiment in numbers of trials; what is left waits.</summary>
public sealed record ExperimentSummary(string Id, string Name, int Trials, int Running, int Recorded, int Failed);

/// <summary>A node as others see it.</summary>
/// <param name="Slots">Devices that run one attempt each.</param>
/// <param name="Draining">Takes nothing new.</param>
/// <param name="Running">Attempts whose lease it holds.</param>
public sealed record NodeView(
    NodeId Node, ImmutableArray<string> Slots, bool Draining, ImmutableArray<AttemptId> Running);
