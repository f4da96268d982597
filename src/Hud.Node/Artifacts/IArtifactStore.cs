using System.Collections.Immutable;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Node.Artifacts;

/// <summary>Where attempts keep what other nodes and people need. Thread-safe. Calls return when the work is done and
/// verified; trouble that may pass is waited out until <c>stop</c>.</summary>
public interface IArtifactStore
{
    /// <summary>Complete files of all attempts.</summary>
    /// <exception cref="ArtifactRefusedException">The store will not, however often it is asked.</exception>
    Task<ImmutableArray<StoredFile>> List(TrialKey trial, CancellationToken stop);

    /// <summary>Keeps a copy of a file as it is now; bytes appended later are not in it.</summary>
    /// <exception cref="FileNotFoundException">The file has gone.</exception>
    /// <exception cref="ArtifactRefusedException">The store will not take it.</exception>
    Task Upload(AttemptId attempt, string name, string path, CancellationToken stop);

    /// <summary>Brings a file, which appears under <paramref name="path"/> verified or not at all.</summary>
    /// <exception cref="ArtifactRefusedException">The store has no such file any more.</exception>
    Task Download(TrialKey trial, StoredFile file, string path, CancellationToken stop);
}

/// <summary>A refusal that repeating does not change.</summary>
public sealed class ArtifactRefusedException(string message) : Exception(message);
