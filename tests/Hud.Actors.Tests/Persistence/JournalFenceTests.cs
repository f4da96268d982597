using System.Data.Common;
using Hud.Actors.Persistence;
using Hud.Experiments;
using Hud.Tests.Shared;
using Hud.Tests.Shared.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Actors.Tests.Persistence;

public sealed class JournalFenceTests(PostgresServer server) : IDisposable
{
    private static readonly JournalOwner Ours = new("a:1,b:1", "host a, process 7", Seeds: 2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SqliteAddress File => new(_folder["journal.db"]);

    private JournalAddress Database() => JournalAddress.Parse(server.NewDatabase());

    private static JournalClaim Claim(JournalAddress address, JournalOwner owner) =>
        Journal.Claim(address, owner, TimeProvider.System, NullLogger.Instance);

    private static string Refusal(Action open) => Assert.Throws<InputException>(open).Message;

    private static void Sql(JournalAddress address, string text)
    {
        using var connection = address.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    [Fact]
    public void Cluster_of_several_seeds_is_sent_from_SQLite_to_PostgreSQL_and_nothing_is_written()
    {
        Assert.Contains("SQLite is for one seed, PostgreSQL for more; this cluster has 2 seeds", Refusal(() => Claim(File, Ours)), StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Second_seed_on_a_SQLite_journal_is_refused_and_told_who_has_it_even_in_the_same_cluster()
    {
        var owner = Ours with { Seeds = 1 };
        using (Claim(File, owner))
        {
            Assert.Contains("in use by another seed (host a, process 7)", Refusal(() => Claim(File, owner)), StringComparison.Ordinal);
        }

        Claim(File, owner).Dispose();
    }

    [Fact]
    public void Second_seed_of_the_same_cluster_shares_a_PostgreSQL_journal()
    {
        var address = Database();
        using var first = Claim(address, Ours);
        using var second = Claim(address, Ours);
    }

    [Fact]
    public void Second_cluster_on_a_PostgreSQL_journal_is_refused_as_long_as_one_seed_of_the_first_lives()
    {
        var address = Database();
        var theirs = new JournalOwner("c:1", "host c, process 9");
        var first = Claim(address, Ours);
        using (Claim(address, Ours))
        {
            first.Dispose();
            var refusal = Refusal(() => Claim(address, theirs));
            Assert.Contains("another cluster writes this journal (host a, process 7)", refusal, StringComparison.Ordinal);
            Assert.Contains("give this cluster a database of its own", refusal, StringComparison.Ordinal);
        }

        using var moved = Claim(address, theirs);
        Assert.Contains("host c, process 9", Refusal(() => Claim(address, Ours)), StringComparison.Ordinal);
    }

    [Fact]
    public void Clusters_in_two_databases_of_one_server_do_not_disturb_each_other()
    {
        using var ours = Claim(Database(), Ours);
        using var theirs = Claim(Database(), new JournalOwner("c:1", "host c"));
    }

    [Theory]
    [InlineData("manifests", "es:1 zz:9", "it may hold 'zz:9', which this version does not know")]
    [InlineData("layout", "2", "its tables have layout 2, this version knows 1")]
    public void Journal_of_a_newer_version_is_refused_and_left_as_it_was(string name, string value, string why)
    {
        foreach (var address in (JournalAddress[])[File, Database()])
        {
            Journal.Prepare(address);
            Sql(address, $"UPDATE hud_journal SET value = '9.9.9' WHERE name = 'program'");
            Sql(address, $"UPDATE hud_journal SET value = '{value}' WHERE name = '{name}'");
            var refusal = Refusal(() => Journal.Prepare(address));
            Assert.Contains("written by a newer version of HudCluster (9.9.9", refusal, StringComparison.Ordinal);
            Assert.Contains(why, refusal, StringComparison.Ordinal);
            Assert.Equal(refusal, Refusal(() => Journal.Prepare(address)));
        }
    }

    [Fact]
    public void Several_seeds_may_make_the_tables_at_the_same_time()
    {
        var address = Database();
        Parallel.For(0, 8, _ => Journal.Prepare(address));
    }

    [Fact]
    public void File_that_is_no_database_is_refused_and_left_as_it_was()
    {
        _folder.Write("journal.db", "a shopping list, much longer than the header of a database would ever be, by a good margin");
        Assert.Contains("file is not a database", Assert.Throws<IOException>(() => Journal.Prepare(File)).Message, StringComparison.Ordinal);
        Assert.StartsWith("a shopping list", System.IO.File.ReadAllText(File.File), StringComparison.Ordinal);
    }
}
