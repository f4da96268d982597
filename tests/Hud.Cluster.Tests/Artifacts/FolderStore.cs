using System.Collections.Immutable;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using Hud.Node.Artifacts;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>A seed's store without the seed: its folder.</summary>
internal sealed class FolderStore(ArtifactFolder folder) : IArtifactStore
{
    public Task<ImmutableArray<StoredFile>> List(TrialKey trial, CancellationToken stop) => Task.FromResult(folder.List(trial));

    public async Task Upload(AttemptId attempt, string name, string path, CancellationToken stop)
    {
        await using var source = FileCut.Open(path);
        var sha256 = await source.Hash(stop);
        var temporary = Path.Combine(Directory.CreateDirectory(folder.FolderOf(attempt)).FullName, $".{sha256}.part");
        await File.WriteAllBytesAsync(temporary, await source.Read(0, (int)source.Length, stop), stop);
        folder.Publish(attempt, name, source.Length, sha256, temporary);
    }

    public Task Download(TrialKey trial, StoredFile file, string path, CancellationToken stop)
    {
        var source = folder.PathOf(new AttemptId(trial, file.Attempt), file.Name);
        if (!File.Exists(source)) throw new ArtifactRefusedException($"{source} has gone");
        File.Copy(source, path, overwrite: true);
        return Task.CompletedTask;
    }
}
