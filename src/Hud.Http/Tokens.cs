using Hud.Actors.Security;

namespace Hud.Http;

/// <summary>What callers must know.</summary>
/// <param name="Full">Opens everything; null for none.</param>
/// <param name="Watcher">Opens <see cref="TokenGate.WatchedPaths"/> alone, for those who only look; null for none.</param>
public sealed record Tokens(string? Full, string? Watcher)
{
    public bool None => Full is null && Watcher is null;

    /// <param name="full">File of the one; null for none.</param>
    /// <param name="watcher">File of the other; null for none.</param>
    /// <exception cref="Experiments.InputException">Missing, open to others, or no token.</exception>
    public static Tokens Read(string? full, string? watcher) =>
        new(full is null ? null : TokenFile.Read(full), watcher is null ? null : TokenFile.Read(watcher));
}
