using System.Collections.Immutable;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using Hud.Node.Artifacts;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>A store whose answers a test gives when it likes.</summary>
internal sealed class FakeStore : IArtifactStore
{
    public TaskCompletionSource<ImmutableArray<StoredFile>> Listed { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ImmutableArray<StoredFile>> List(TrialKey trial, CancellationToken stop) => Listed.Task.WaitAsync(stop);

    public Task Upload(AttemptId attempt, string name, string path, CancellationToken stop) =>
        Task.FromException(new ArtifactRefusedException("not here"));

    public Task Download(TrialKey trial, StoredFile file, string path, CancellationToken stop) =>
        Task.FromException(new ArtifactRefusedException("not here"));
}
