namespace Hud.Actors.Persistence;

/// <summary>One row of the journal.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Serializer">Number of the serializer that wrote the payload.</param>
/// <param name="Payload">As stored; large ones are packed (<see cref="Serialization.Packing"/>).</param>
/// <param name="Created">When it was written, in ticks of the plug-in.</param>
/// <param name="Writer">The life of the coordinator that wrote it.</param>
internal sealed record StoredEvent(long Sequence, string Manifest, int Serializer, byte[] Payload, long Created, string? Writer);

/// <summary>One row of the snapshots.</summary>
/// <param name="Sequence">Of the last event folded into it.</param>
internal sealed record StoredSnapshot(long Sequence, string Manifest, int Serializer, byte[] Payload, long Created);
