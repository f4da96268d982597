namespace Hud.Actors.Persistence;

/// <summary>While this is held no other cluster can open the journal. Ends with the process, however that ends.</summary>
public abstract class JournalClaim : IDisposable
{
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when another cluster took the journal while its database was out of reach, with the reason: this
    /// process must stop then. Never completes otherwise.</summary>
    public Task<string> Lost => _lost.Task;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private protected void Lose(string reason) => _lost.TrySetResult(reason);
}
