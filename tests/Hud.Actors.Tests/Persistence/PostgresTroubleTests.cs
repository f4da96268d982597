using Hud.Actors.Persistence;
using Hud.Experiments;
using Hud.Tests.Shared.Postgres;
using Npgsql;

namespace Hud.Actors.Tests.Persistence;

public sealed class PostgresTroubleTests(PostgresServer server)
{
    [Theory]
    [InlineData("Password", "wr0ng", "the server refuses the password of user hud", false)]
    [InlineData("Password", null, "put it into PGPASSWORD", false)]
    [InlineData("Username", "nobody", "the server refuses the password of user nobody", false)]
    [InlineData("Database", "elsewhere", "make it: createdb -h 127.0.0.1", false)]
    [InlineData("Port", "1", "nothing answers there; start PostgreSQL", true)]
    [InlineData("Host", "no-such-host.invalid", "no host is called no-such-host.invalid", true)]
    public void Database_that_cannot_be_opened_is_refused_with_what_to_do(string key, string? value, string advice, bool mayPass)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.NewDatabase()) { [key] = value };
        var bad = Assert.ThrowsAny<InputException>(() => Journal.Prepare(JournalAddress.Parse(settings.ConnectionString)));
        Assert.Contains(advice, bad.Message, StringComparison.Ordinal);
        Assert.Equal(mayPass, bad is JournalAwayException);
        Assert.DoesNotContain(PostgresServer.Password, bad.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", bad.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void User_who_may_not_make_tables_is_refused_with_what_to_do()
    {
        var settings = new NpgsqlConnectionStringBuilder(server.NewDatabase());
        server.Execute(settings.Database!, $"CREATE ROLE guest_{settings.Database} LOGIN PASSWORD 'guest'");
        (settings.Username, settings.Password) = ($"guest_{settings.Database}", "guest");
        var bad = Assert.Throws<InputException>(() => Journal.Prepare(JournalAddress.Parse(settings.ConnectionString)));
        Assert.Contains($"make guest_{settings.Database} the owner of the database", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_of_another_program_are_left_alone()
    {
        var text = server.NewDatabase();
        server.Execute(new NpgsqlConnectionStringBuilder(text).Database!, "CREATE TABLE journal (entry TEXT, amount NUMERIC)");
        var bad = Assert.Throws<InputException>(() => Journal.Prepare(JournalAddress.Parse(text)));
        Assert.Contains("give the journal a database of its own", bad.Message, StringComparison.Ordinal);
    }
}
