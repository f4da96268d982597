using System.Collections.Immutable;
using Hud.Actors.Protocol;

namespace Hud.Actors.Coordinator;

/// <summary>A node as people see it.</summary>
/// <param name="InSight">It announces itself; false for one that is remembered only.</param>
/// <param name="Devices">Empty for a node that this coordinator has not seen.</param>
/// <param name="LastHeard">Null for a node that this coordinator has not seen.</param>
/// <param name="Draining">It takes nothing new.</param>
/// <param name="Losses">Attempts lost there, for whatever reason but being asked to stop.</param>
/// <param name="LastLoss">The last of them; null before the first.</param>
/// <param name="Quarantine">Null for a trusted node.</param>
/// <param name="Refusal">Why it was refused, with what to do; null for an accepted node.</param>
/// <param name="AwaitsCanary">It has not passed its canary in this life yet.</param>
public sealed record NodeView(
    NodeId Node, bool InSight, ImmutableArray<DeviceView> Devices, ImmutableArray<string> Labels, EngineVersion? Engine,
    DateTimeOffset? LastHeard, bool Draining, long Losses, string? LastLoss, Quarantine? Quarantine, string? Refusal,
    bool AwaitsCanary);

/// <param name="Running">The attempt that holds the device's lease; null when nobody does.</param>
public sealed record DeviceView(Device Device, AttemptId? Running);
