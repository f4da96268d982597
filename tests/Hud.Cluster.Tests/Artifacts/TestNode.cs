using System.Collections.Concurrent;
using System.Diagnostics;
using Hud.Actors.Nodes;
using Hud.Actors.Trials;
using Hud.Node.Artifacts;
using Hud.Node.Processes;
using Hud.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>A node's runner with folders of its own, which no other node sees.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ChildProcessRunner _children;
    private readonly BlockingCollection<TrialSignal> _heard = [];

    public TestNode(IArtifactStore store, ChildCommand command, TemporaryFolder? folder = null)
    {
        Folder = folder ?? new TemporaryFolder();
        _children = new(
            new RunnerOptions { TrialsFolder = Folder["trials"], SharedFolder = Folder["shared"], Command = command }, TimeProvider.System);
        Uploader = new(store, NullLogger<ArtifactUploader>.Instance);
        Runner = new(
            _children, _children.FolderOf, new(store, NullLogger<CheckpointFetch>.Instance), Uploader, TimeProvider.System);
    }

    public TemporaryFolder Folder { get; }

    public ArtifactUploader Uploader { get; }

    public ArtifactRunner Runner { get; }

    public void Run(NodeProtocol.StartAttempt order) => Runner.Run(order, _heard.Add);

    /// <summary>Passes over other signals.</summary>
    public T Hear<T>(Func<T, bool>? which = null)
        where T : TrialSignal
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            if (!_heard.TryTake(out var signal, TimeSpan.FromSeconds(1))) continue;
            if (signal is T wanted && (which is null || which(wanted))) return wanted;
            if (signal is TrialOutcome) Assert.Fail($"ended with {signal}");
        }

        throw new TimeoutException($"no {typeof(T).Name} was heard");
    }

    public void KillAll() => _children.KillAll();

    public string FolderOf(NodeProtocol.StartAttempt order) => _children.FolderOf(order.Attempt);

    public async ValueTask DisposeAsync()
    {
        _children.Dispose();
        await Uploader.DisposeAsync();
        _heard.Dispose();
        Folder.Dispose();
    }
}
