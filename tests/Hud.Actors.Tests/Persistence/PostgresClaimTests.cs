using Hud.Actors.Persistence;
using Hud.Experiments;
using Hud.Tests.Shared.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Actors.Tests.Persistence;

/// <summary>A claim whose server goes away and comes back.</summary>
public sealed class PostgresClaimTests : IDisposable
{
    private static readonly JournalOwner Ours = new("a:1", "host a");
    private static readonly JournalOwner Theirs = new("c:1", "host c");

    private readonly PostgresServer _server = new();
    private readonly FakeTimeProvider _time = new();
    private readonly JournalAddress _address;

    public PostgresClaimTests() => _address = JournalAddress.Parse(_server.NewDatabase());

    public void Dispose() => _server.Dispose();

    private JournalClaim Claim(JournalOwner owner) => Journal.Claim(_address, owner, _time, NullLogger.Instance);

    [Fact]
    public async Task Journal_is_taken_again_when_the_server_comes_back()
    {
        using var ours = Claim(Ours);
        _server.Kill();
        _server.StartAgain();
        for (var tries = 0; ; tries++)
        {
            Assert.InRange(tries, 0, 100);
            _time.Advance(TimeSpan.FromSeconds(3));
            if (await IsRefused()) break;
        }

        Assert.False(ours.Lost.IsCompleted);
    }

    [Fact]
    public async Task Whoever_finds_another_cluster_there_afterwards_has_lost_the_journal_and_is_told()
    {
        using var ours = Claim(Ours);
        _server.Kill();
        _server.StartAgain();
        using var theirs = Claim(Theirs);
        while (!ours.Lost.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            await Task.WhenAny(ours.Lost, Task.Delay(100, TestContext.Current.CancellationToken));
        }

        Assert.Contains("another cluster writes this journal (host c)", await ours.Lost, StringComparison.Ordinal);
    }

    /// <summary>Another cluster asks; where it gets the journal, it gives it back at once.</summary>
    private async Task<bool> IsRefused()
    {
        try
        {
            Claim(Theirs).Dispose();
            await Task.Delay(100, TestContext.Current.CancellationToken);
            return false;
        }
        catch (InputException)
        {
            return true;
        }
    }
}
