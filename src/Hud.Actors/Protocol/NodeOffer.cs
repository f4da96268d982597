using System.Collections.Immutable;

namespace Hud.Actors.Protocol;

/// <summary>What a node brings into the cluster.</summary>
/// <param name="Devices">With distinct names, each for one attempt at a time.</param>
/// <param name="Engine">What it computes with.</param>
public sealed record NodeOffer(ImmutableArray<Device> Devices, EngineVersion Engine)
{
    /// <summary>Free words that experiments may ask for.</summary>
    public ImmutableArray<string> Labels { get => field.IsDefault ? [] : field; init; } = [];

    public static NodeOffer Of(ImmutableArray<Device> devices, params ImmutableArray<string> labels) =>
        new(devices, EngineVersion.Own) { Labels = labels };
}

/// <summary>An attempt and the device it occupies.</summary>
public sealed record HeldAttempt(AttemptId Attempt, string Slot);
