using System.Collections.Immutable;
using System.Security.Cryptography;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Microsoft.Extensions.Logging;

namespace Hud.Node.Artifacts;

/// <summary>Brings what an earlier attempt on another node left in the store, before the child starts.</summary>
public sealed class CheckpointFetch(IArtifactStore store, ILogger log)
{
    private const string LockFile = ".lock";

    /// <summary>Does nothing when the folder is as far or further, or a child still works in it. What arrives is verified
    /// here by SHA-256 and again by the child.</summary>
    /// <param name="progress">Told the files done and their count.</param>
    public async Task Bring(AttemptId attempt, string folder, Action<long, long> progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(progress);
        // Nobody ran it before.
        if (attempt.Number <= 1) return;
        try
        {
            var best = Best(await store.List(attempt.Trial, stop), ResumePoint.Of(LocalFiles.In(folder)));
            if (best.IsEmpty) return;
            using var own = TryLock(folder);
            if (own is null) return;
            for (var i = 0; i < best.Length; i++)
            {
                progress(i, best.Length);
                var path = Path.Combine(folder, best[i].Name);
                if (!IsHere(path, best[i])) await store.Download(attempt.Trial, best[i], path, stop);
            }

            ArtifactLog.Fetched(log, attempt, best[0].Attempt);
        }
        catch (Exception lost) when (lost is ArtifactRefusedException or IOException or UnauthorizedAccessException)
        {
            ArtifactLog.NotFetched(log, attempt, lost.Message);
        }
    }

    /// <summary>The files of the attempt that got furthest, in the order to bring them; empty when <paramref name="here"/>
    /// is no worse. Attempts are not mixed: their logs belong to their checkpoints.</summary>
    internal static ImmutableArray<StoredFile> Best(ImmutableArray<StoredFile> files, ResumePoint here)
    {
        var best = files.GroupBy(f => f.Attempt)
            .Select(a => (Point: ResumePoint.Of(a.Select(f => f.Name)), Attempt: a.Key, Files: a))
            .OrderByDescending(a => a.Point).ThenByDescending(a => a.Attempt).FirstOrDefault();
        return best.Files is null || best.Point <= here
            ? []
            : [.. best.Files.Where(f => ArtifactName.IsValid(f.Name)).OrderBy(f => ResumePoint.Order(f.Name)).ThenBy(f => f.Name, StringComparer.Ordinal)];
    }

    private static bool IsHere(string path, StoredFile file)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != file.Bytes) return false;
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256;
    }

    /// <summary>The lock a child holds while it works in the folder.</summary>
    private static FileStream? TryLock(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
