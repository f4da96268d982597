using Hud.Actors.Persistence;
using Hud.Experiments;
using Hud.Tests.Shared;
using Hud.Tests.Shared.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Actors.Tests.Persistence;

public sealed class JournalMigrationTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SqliteAddress File(string name = "journal.db") => new(_folder[name]);

    private JournalAddress Database() => JournalAddress.Parse(server.NewDatabase());

    private static JournalReport Move(JournalAddress from, JournalAddress to) => JournalMigration.Move(from, to, TimeProvider.System);

    [Fact]
    public void Journal_moves_to_PostgreSQL_and_back_without_loss()
    {
        var (start, database, end) = (File(), Database(), File("back.db"));
        SomeJournal.Fill(start);
        var before = JournalVerification.Verify(start);
        var there = Move(start, database);
        var back = Move(database, end);
        foreach (var copy in (JournalReport[])[there, back, JournalVerification.Verify(end), JournalVerification.Verify(start)])
        {
            Assert.Null(copy.Fault);
            Assert.Equal((before.Digest, before.Events), (copy.Digest, copy.Events));
            Assert.Equal(before.Snapshots, copy.Snapshots);
        }
    }

    [Fact]
    public void Target_that_holds_events_is_refused_and_left_as_it_was()
    {
        var (from, to) = (File(), Database());
        SomeJournal.Fill(from);
        Move(from, to);
        var digest = JournalVerification.Verify(to).Digest;
        Assert.Contains("migrate into an empty one", Assert.Throws<InputException>(() => Move(from, to)).Message, StringComparison.Ordinal);
        Assert.Equal(digest, JournalVerification.Verify(to).Digest);
    }

    [Fact]
    public void Journal_in_use_is_not_moved()
    {
        var (from, to) = (File(), Database());
        SomeJournal.Fill(from);
        using (Journal.Claim(from, new JournalOwner("a:1", "host a"), TimeProvider.System, NullLogger.Instance))
            Assert.Contains("in use by another seed (host a)", Assert.Throws<InputException>(() => Move(from, to)).Message, StringComparison.Ordinal);
        using (Journal.Claim(to, new JournalOwner("b:1", "host b"), TimeProvider.System, NullLogger.Instance))
            Assert.Contains("host b", Assert.Throws<InputException>(() => Move(from, to)).Message, StringComparison.Ordinal);
        Assert.Equal(0, JournalVerification.Verify(to).Events);
    }

    [Fact]
    public void Damaged_journal_is_not_moved()
    {
        var (from, to) = (File(), Database());
        SomeJournal.Fill(from);
        SomeJournal.Damage(from, "DELETE FROM journal WHERE sequence_number = 2");
        Assert.Contains("event 2 is missing", Assert.Throws<IOException>(() => Move(from, to)).Message, StringComparison.Ordinal);
        Assert.Equal(0, JournalVerification.Verify(to).Events);
    }

    [Fact]
    public void Source_that_is_not_there_is_bad_input_and_nothing_is_made()
    {
        Assert.Throws<InputException>(() => Move(File("nothing.db"), File("copy.db")));
        Assert.Empty(_folder.Files);
    }
}
