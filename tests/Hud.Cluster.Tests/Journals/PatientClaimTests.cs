using Hud.Actors.Persistence;
using Hud.Experiments;
using Hud.Seed;
using Hud.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Cluster.Tests.Journals;

public sealed class PatientClaimTests : IDisposable
{
    private static readonly JournalOwner Owner = new("here", "this process");

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    private string Memory => _folder["journal.known"];

    public void Dispose() => _folder.Dispose();

    private Task<JournalClaim?> Take(JournalAddress address, Task leave) =>
        new PatientClaim(_folder.Path, TimeProvider.System, _said.Add).Take(address, Owner, NullLogger.Instance, leave);

    private static JournalAddress Away(int port) => JournalAddress.Parse($"Host=127.0.0.1;Port={port};Database=hud;Username=hud;Password=x");

    [Fact]
    public async Task Database_that_was_never_there_is_refused_at_once()
    {
        await Assert.ThrowsAsync<JournalAwayException>(() => Take(Away(1), Task.CompletedTask));
        Assert.False(File.Exists(Memory));
    }

    [Fact]
    public async Task Database_that_was_there_before_is_waited_for_until_the_seed_is_asked_to_leave()
    {
        await File.WriteAllTextAsync(Memory, Away(1).Display, TestContext.Current.CancellationToken);
        Assert.Null(await Take(Away(1), Task.CompletedTask));
        Assert.EndsWith("; waiting for it", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_of_another_database_does_not_count()
    {
        await File.WriteAllTextAsync(Memory, Away(2).Display, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<JournalAwayException>(() => Take(Away(1), Task.CompletedTask));
    }

    [Fact]
    public async Task Journal_that_was_taken_is_remembered()
    {
        using var claim = await Take(new SqliteAddress(_folder["journal.db"]), Task.CompletedTask);
        Assert.NotNull(claim);
        Assert.Equal(_folder["journal.db"], await File.ReadAllTextAsync(Memory, TestContext.Current.CancellationToken));
    }
}
