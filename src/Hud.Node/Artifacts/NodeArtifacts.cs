using System.Collections.Immutable;
using Hud.Node.Processes;
using Microsoft.Extensions.Logging;

namespace Hud.Node.Artifacts;

/// <summary>A node's trials with an artifact store behind them.</summary>
public sealed class NodeArtifacts : IAsyncDisposable
{
    /// <summary>For the last checkpoints, when the node leaves; what is not sent by then is sent by the next process.
    /// </summary>
    private static readonly TimeSpan LastUploads = TimeSpan.FromSeconds(20);

    private readonly ArtifactUploader _uploader;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sweep;

    /// <param name="seeds">One per seed; see <see cref="HttpArtifactStore"/>.</param>
    /// <param name="trials">Holds one folder per trial.</param>
    public NodeArtifacts(ImmutableArray<HttpClient> seeds, ChildProcessRunner children, string trials, ILoggerProvider logs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(children);
        var log = logs.CreateLogger(typeof(NodeArtifacts).FullName!);
        var patient = ArtifactRetry.Patient(time, reason => ArtifactLog.Waiting(log, reason));
        IArtifactStore store = seeds is [var only]
            ? new HttpArtifactStore(only, patient)
            : new SeedStores([.. seeds.Select(s => new HttpArtifactStore(s, ArtifactRetry.Brief(time)))], patient);
        (_uploader, _time) = (new(store, log), time);
        _uploader.Recover(trials);
        Runner = new(children, children.FolderOf, new(store, log), _uploader, time);
        _sweep = Task.Run(() => new TrialSweep(store, trials, Runner.Release, time, log).Run(_stop.Token));
    }

    public ArtifactRunner Runner { get; }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(_uploader.WhenSent(), Task.Delay(LastUploads, _time));
        await _stop.CancelAsync();
        await _sweep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _uploader.DisposeAsync();
        _stop.Dispose();
    }
}
