using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Hud.Actors.Persistence;

/// <summary>A journal in a file, for one seed.</summary>
public sealed class SqliteAddress(string file) : JournalAddress(file)
{
    public string File { get; } = file;

    /// <summary>For the plug-in, which opens a connection for every commit: pooled, because closing the last connection to a
    /// file in write-ahead mode moves the log into the file and deletes it, at several times the price of a commit.</summary>
    internal override string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    internal override string Provider => "SQLite.MS";

    public override bool IsSameAs(JournalAddress other) =>
        other is SqliteAddress sqlite && Path.GetFullPath(sqlite.File) == Path.GetFullPath(File);

    internal override DbConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException bad)
        {
            connection.Dispose();
            throw Refused(bad);
        }
    }

    /// <summary>Write-ahead mode is a property of the file: five times the commits, and a reader beside the writer.</summary>
    internal override void PrepareStore(DbConnection connection)
    {
        using var command = Sql.Command(connection, "PRAGMA journal_mode=WAL; PRAGMA quick_check(1);");
        using var reader = command.ExecuteReader();
        reader.NextResult();
        reader.Read();
        if (reader.GetString(0) is var verdict and not "ok") throw new SqliteException(verdict, 11);
    }

    /// <summary>Closes what the plug-in left open, so that the file is all there is of the journal.</summary>
    internal void CloseStore()
    {
        using var pooled = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(pooled);
    }

    internal override void CheckSeeds(JournalOwner owner)
    {
        if (owner.Seeds > 1)
            throw Wrong($"{this}: SQLite is for one seed, PostgreSQL for more; this cluster has {owner.Seeds} seeds, so give it a database: Host=...;Database=...;Username=...");
    }

    internal override JournalClaim Claim(JournalOwner owner, TimeProvider time, ILogger log) => SqliteClaim.Take(this, owner);

    internal override void RequireExistence()
    {
        if (!System.IO.File.Exists(File)) throw Wrong($"{this}: no such file");
    }

    internal override DbTransaction BeginReading(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: true);

    internal override bool HasTable(DbConnection connection, string name)
    {
        using var command = Sql.Command(connection, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = @name", ("name", name));
        return command.ExecuteScalar() is not null;
    }

    internal override Exception Refused(Exception bad) => new IOException($"{File}: {bad.Message}", bad);
}
