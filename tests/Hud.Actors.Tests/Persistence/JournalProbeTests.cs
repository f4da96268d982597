using Hud.Actors.Persistence;
using Hud.Tests.Shared;

namespace Hud.Actors.Tests.Persistence;

public sealed class JournalProbeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteAddress _journal;

    public JournalProbeTests() => _journal = new SqliteAddress(_folder["journal.db"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Journal_that_can_be_read_is_no_trouble()
    {
        Journal.Prepare(_journal);
        Assert.Null(JournalProbe.Trouble(_journal));
    }

    [Fact]
    public void Journal_that_has_gone_is_missed_and_not_made_anew()
    {
        Assert.Contains("no such file", JournalProbe.Trouble(_journal), StringComparison.Ordinal);
        Assert.False(File.Exists(_journal.File));
    }

    [Fact]
    public void File_that_is_no_journal_is_noticed()
    {
        _folder.Write("journal.db", new string('x', 5000));
        Assert.Contains("journal.db", JournalProbe.Trouble(_journal), StringComparison.Ordinal);
        File.WriteAllBytes(_journal.File, []);
        Assert.Contains("lost its tables", JournalProbe.Trouble(_journal), StringComparison.Ordinal);
    }

    [Fact]
    public void Database_that_does_not_answer_is_explained_without_its_password()
    {
        var address = JournalAddress.Parse("Host=127.0.0.1;Port=1;Database=hud;Username=hud;Password=hunter2");
        var trouble = JournalProbe.Trouble(address);
        Assert.Contains("PostgreSQL 127.0.0.1:1", trouble, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", trouble, StringComparison.Ordinal);
    }
}
