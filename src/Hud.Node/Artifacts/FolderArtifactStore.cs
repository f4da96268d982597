using System.Collections.Immutable;
using System.Security.Cryptography;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;

namespace Hud.Node.Artifacts;

/// <summary>A folder that all nodes see, laid out as the seed's store. Trials work on local disks, checkpoints go there.
/// </summary>
public sealed class FolderArtifactStore(ArtifactFolder folder) : IArtifactStore
{
    public Task<ImmutableArray<StoredFile>> List(TrialKey trial, CancellationToken stop) =>
        Task.FromResult(folder.List(trial));

    public async Task Upload(AttemptId attempt, string name, string path, CancellationToken stop)
    {
        await using var source = FileCut.Open(path);
        var sha256 = await source.Hash(stop);
        if (folder.Find(attempt, name)?.Sha256 == sha256) return;
        var temporary = Path.Combine(folder.FolderOf(attempt), $".{sha256}.part");
        AtomicFile.Write(temporary, target => source.CopyTo(target));
        folder.Publish(attempt, name, source.Length, sha256, temporary);
    }

    public Task Download(TrialKey trial, StoredFile file, string path, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(file);
        var source = folder.PathOf(new AttemptId(trial, file.Attempt), file.Name);
        if (!File.Exists(source)) throw new ArtifactRefusedException($"{source} has gone");
        AtomicFile.Write(path, target =>
        {
            using (var stream = File.OpenRead(source)) stream.CopyTo(target);
            target.Position = 0;
            if (Convert.ToHexStringLower(SHA256.HashData(target)) != file.Sha256)
                throw new ArtifactRefusedException($"{source} is damaged: its SHA-256 is not {file.Sha256}");
        });
        return Task.CompletedTask;
    }
}
