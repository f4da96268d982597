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

    /// <param name="http">See <see cref="HttpArtifactStore"/>; ours from here on.</param>
    /// <param name="trials">Holds one folder per trial.</param>
    public NodeArtifacts(HttpClient http, ChildProcessRunner children, string trials, ILoggerProvider logs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(children);
        var log = logs.CreateLogger(typeof(NodeArtifacts).FullName!);
        var store = new HttpArtifactStore(http, ArtifactRetry.Patient(time, reason => ArtifactLog.Waiting(log, reason)));
        (_uploader, _time) = (new(store, log), time);
        _uploader.Recover(trials);
        Runner = new(children, children.FolderOf, new(store, log), _uploader, time);
    }

    public ArtifactRunner Runner { get; }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(_uploader.WhenSent(), Task.Delay(LastUploads, _time));
        await _uploader.DisposeAsync();
    }
}
