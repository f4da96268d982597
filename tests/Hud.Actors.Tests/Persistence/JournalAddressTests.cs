using Hud.Actors.Persistence;
using Hud.Experiments;

namespace Hud.Actors.Tests.Persistence;

public sealed class JournalAddressTests
{
    [Theory]
    [InlineData("journal.db")]
    [InlineData("runs/a=b/journal.db")]
    [InlineData("/var/lib/hud/host of hosts.db")]
    public void Path_is_a_file_of_SQLite(string text)
    {
        var address = Assert.IsType<SqliteAddress>(JournalAddress.Parse(text));
        Assert.Equal((text, text), (address.File, address.ToString()));
    }

    [Theory]
    [InlineData("Host=db.lab;Database=hud;Username=lab;Password='s3cret;='")]
    [InlineData("server = db.lab ; database=hud;user id=lab;password=\"s3cret;=\"")]
    public void Connection_string_is_a_database_of_PostgreSQL_that_keeps_its_password_to_itself(string text)
    {
        var address = Assert.IsType<PostgresAddress>(JournalAddress.Parse(text));
        Assert.Equal("PostgreSQL db.lab:5432, database hud", address.ToString());
        Assert.Equal("s3cret;=", address.Settings.Password);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("  ", "it is empty")]
    [InlineData("postgres://lab:s3cret@db/hud", "a URL is not understood")]
    [InlineData("postgresql://lab:s3cret@db/hud", "a URL is not understood")]
    [InlineData("Host=db;Username=lab;Password=s3cret", "names no Database")]
    [InlineData("Host=;Database=hud;Password=s3cret", "Host is empty")]
    [InlineData("Host=db;Database=hud;Bogus=s3cret", "entry 3 of the connection string")]
    [InlineData("Host=db;Port=s3cret;Database=hud", "entry 2 of the connection string")]
    [InlineData("Host=db;Database=hud;Password=abc;s3cret", "an entry of the connection string cannot be read")]
    [InlineData("Host=db;Database=hud;Password=abc;s3cret=1", "entry 4 of the connection string")]
    [InlineData("Database=hud;Password=s3cret", "must begin to say where the server is")]
    [InlineData("Data Source=journal.db", "must begin to say where the server is")]
    public void Text_that_is_neither_is_refused_without_repeating_what_may_be_secret(string text, string rule)
    {
        var bad = Assert.Throws<InputException>(() => JournalAddress.Parse(text));
        Assert.Contains(rule, bad.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", bad.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Disable")]
    [InlineData(";GSS Encryption Mode=Require", "Require")]
    public void Kerberos_is_tried_where_it_is_asked_for(string more, string mode)
    {
        var address = Assert.IsType<PostgresAddress>(JournalAddress.Parse($"Host=db;Database=hud;Username=hud{more}"));
        Assert.Equal(mode, $"{address.Settings.GssEncryptionMode}");
    }
}
