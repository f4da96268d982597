using System.Collections.Immutable;

namespace Hud.Actors.Artifacts;

/// <summary>A complete, verified file of an attempt in the artifact store.</summary>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record StoredFile(int Attempt, string Name, long Bytes, string Sha256);

/// <summary>Everything the store has of a trial.</summary>
public sealed record TrialFiles(ImmutableArray<StoredFile> Files);
