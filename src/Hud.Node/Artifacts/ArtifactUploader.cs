using System.Collections.Concurrent;
using System.Threading.Channels;
using Hud.Actors.Protocol;
using Microsoft.Extensions.Logging;

namespace Hud.Node.Artifacts;

/// <summary>Sends trials' files to the store in the background, one attempt after the other. An attempt offered again while
/// it waits is sent once, as it is by then. Finished ones are remembered in their folder until they are sent, so that a
/// process that dies does not lose them.</summary>
public sealed class ArtifactUploader : IAsyncDisposable
{
    private readonly IArtifactStore _store;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<Turn> _turns = Channel.CreateUnbounded<Turn>();
    private readonly ConcurrentDictionary<AttemptId, string> _waiting = new();
    private readonly Dictionary<(AttemptId Attempt, string Name), (long Length, DateTime Written)> _sent = [];
    private readonly Task _work;

    public ArtifactUploader(IArtifactStore store, ILogger log)
    {
        (_store, _log) = (store, log);
        _work = Task.Run(Work);
    }

    /// <summary>The folder has a new checkpoint.</summary>
    public void Offer(AttemptId attempt, string folder)
    {
        if (_waiting.TryAdd(attempt, folder)) _turns.Writer.TryWrite(new(attempt, null));
    }

    /// <summary>The attempt is done; its files are owed to the store from now on.</summary>
    public void OfferResult(AttemptId attempt, string folder)
    {
        try
        {
            UploadMarker.Put(folder, attempt);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // It is sent all the same, unless this process dies before.
            ArtifactLog.NotRemembered(_log, attempt, full.Message);
        }

        Offer(attempt, folder);
    }

    /// <summary>Takes up what an earlier process still owed.</summary>
    /// <param name="trials">Holds one folder per trial.</param>
    public void Recover(string trials)
    {
        foreach (var (attempt, folder) in UploadMarker.In(trials)) Offer(attempt, folder);
    }

    /// <summary>Completes when everything offered so far was sent or refused.</summary>
    public Task WhenSent()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_turns.Writer.TryWrite(new(null, reached))) reached.SetResult();
        return reached.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _turns.Writer.TryComplete();
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task Work()
    {
        await foreach (var turn in _turns.Reader.ReadAllAsync())
        {
            turn.Reached?.SetResult();
            if (turn.Attempt is { } attempt && _waiting.TryRemove(attempt, out var folder) && !_stop.IsCancellationRequested)
                await SendAll(attempt, folder);
        }
    }

    private async Task SendAll(AttemptId attempt, string folder)
    {
        // Asked before the files are listed: a result that comes later has a turn of its own.
        var result = UploadMarker.IsOf(folder, attempt);
        try
        {
            foreach (var name in LocalFiles.In(folder)) await Send(attempt, folder, name);
            if (result) Forget(attempt, folder);
            ArtifactLog.Sent(_log, attempt);
        }
        catch (OperationCanceledException)
        {
            // The process leaves; a result is taken up by the next one.
        }
        catch (Exception lost)
        {
            // Whatever it was, the next attempt's files are to be sent.
            ArtifactLog.NotSent(_log, attempt, lost.Message);
        }
    }

    private async Task Send(AttemptId attempt, string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists) return;
        var stamp = (file.Length, file.LastWriteTimeUtc);
        if (_sent.GetValueOrDefault((attempt, name)) == stamp) return;
        try
        {
            await _store.Upload(attempt, name, file.FullName, _stop.Token);
            _sent[(attempt, name)] = stamp;
        }
        catch (FileNotFoundException)
        {
            // A newer checkpoint took its place; it is offered too.
        }
    }

    private void Forget(AttemptId attempt, string folder)
    {
        UploadMarker.Remove(folder);
        foreach (var key in _sent.Keys.Where(k => k.Attempt == attempt).ToList()) _sent.Remove(key);
    }

    private readonly record struct Turn(AttemptId? Attempt, TaskCompletionSource? Reached);
}
