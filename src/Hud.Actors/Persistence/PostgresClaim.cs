using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hud.Actors.Persistence;

/// <summary>An advisory lock that all seeds of one cluster share and that ends with its session. The session is watched:
/// when the server was away, the lock is taken again, unless another cluster was quicker.</summary>
internal sealed class PostgresClaim : JournalClaim
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly PostgresAddress _address;
    private readonly JournalOwner _owner;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private NpgsqlConnection _session;

    private PostgresClaim(PostgresAddress address, JournalOwner owner, NpgsqlConnection session, TimeProvider time, ILogger log)
    {
        (_address, _owner, _session, _time, _log) = (address, owner, session, time, log);
        _watching = Watch();
    }

    public static PostgresClaim Take(PostgresAddress address, JournalOwner owner, TimeProvider time, ILogger log)
    {
        var session = address.Open();
        if (PostgresLock.TryTake(session, owner) is not { } holder) return new PostgresClaim(address, owner, session, time, log);
        session.Dispose();
        throw JournalAddress.Wrong(Taken(address, holder));
    }

    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        _watching.Wait(TimeSpan.FromSeconds(15));
        _session.Dispose();
        _stop.Dispose();
    }

    private async Task Watch()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, _time, _stop.Token).ConfigureAwait(false);
                if (await Answers().ConfigureAwait(false)) continue;
                ClaimLog.SessionLost(_log, _address);
                if (Retake() is not { } holder) continue;
                Lose(Taken(_address, holder));
                return;
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<bool> Answers()
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT 1", _session) { CommandTimeout = 10 };
            await command.ExecuteScalarAsync(_stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception bad) when (bad is NpgsqlException or InvalidOperationException or TimeoutException or IOException)
        {
            return false;
        }
    }

    /// <returns>The cluster that has the journal now, null when we do, or when nobody can tell yet.</returns>
    private string? Retake()
    {
        try
        {
            _session.Dispose();
            _session = _address.Open();
            return PostgresLock.TryTake(_session, _owner);
        }
        catch (Exception away) when (away is NpgsqlException or Experiments.InputException or TimeoutException or IOException)
        {
            return null;
        }
    }

    private static string Taken(PostgresAddress address, string holder) =>
        $"{address}: another cluster writes this journal ({holder}); stop it, or give this cluster a database of its own. Seeds of one cluster must be configured with the same seeds";
}
