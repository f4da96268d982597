using System.Collections.Immutable;

namespace Hud.Actors.Persistence;

/// <summary>What a journal holds, as far as it could be read.</summary>
/// <param name="Manifests">Events of each kind.</param>
/// <param name="Digest">SHA-256 over sequence numbers, manifests and unpacked payloads, lower-case hex: equal for a journal and
/// its copy in another database.</param>
/// <param name="Snapshots">Sequence numbers up to which snapshots were taken.</param>
/// <param name="Fault">Where and how the journal is wrong; null when it is whole. The counts end there.</param>
public sealed record JournalReport(
    long Events, ImmutableSortedDictionary<string, long> Manifests, int Experiments, int Trials, int Recorded, int Failed,
    ImmutableArray<long> Snapshots, string Digest, string? Fault);
