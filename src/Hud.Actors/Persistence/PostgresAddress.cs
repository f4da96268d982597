using System.Data;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hud.Actors.Persistence;

/// <summary>A journal in a PostgreSQL database, for one seed or several.</summary>
public sealed class PostgresAddress : JournalAddress
{
    private PostgresAddress(NpgsqlConnectionStringBuilder settings)
        : base($"PostgreSQL {settings.Host}:{settings.Port}, database {settings.Database}") =>
        (Settings, ConnectionString) = (settings, settings.ConnectionString);

    internal NpgsqlConnectionStringBuilder Settings { get; }

    internal override string ConnectionString { get; }

    internal override string Provider => "PostgreSQL.15";

    internal static new PostgresAddress Parse(string text)
    {
        var settings = Read(text);
        if (string.IsNullOrEmpty(settings.Host)) throw Wrong("Host is empty; write Host=...;Database=...;Username=...");
        if (string.IsNullOrEmpty(settings.Database)) throw Wrong("the connection string names no Database; add Database=...");

        // A statement that outlives the plug-in's circuit breaker would only come back to find nobody waiting.
        if (!settings.ShouldSerialize("Timeout")) settings.Timeout = 5;
        if (!settings.ShouldSerialize("Command Timeout")) settings.CommandTimeout = 9;
        if (!settings.ShouldSerialize("Cancellation Timeout")) settings.CancellationTimeout = 1000;
        if (!settings.ShouldSerialize("Application Name")) settings.ApplicationName = "hud";
        // Tried first, it makes libgssapi complain on standard error wherever Kerberos is not installed, as in containers.
        if (!settings.ShouldSerialize("GSS Encryption Mode")) settings.GssEncryptionMode = GssEncryptionMode.Disable;
        settings.IncludeErrorDetail = false;
        settings.PersistSecurityInfo = false;
        return new PostgresAddress(settings);
    }

    public override bool IsSameAs(JournalAddress other) =>
        other is PostgresAddress postgres
        && (postgres.Settings.Host, postgres.Settings.Port, postgres.Settings.Database, postgres.Settings.SearchPath)
        == (Settings.Host, Settings.Port, Settings.Database, Settings.SearchPath);

    /// <summary>Not pooled, and patient: for work at start and by hand, not for the plug-in.</summary>
    internal override NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Timeout = Math.Max(Settings.Timeout, 20),
            CommandTimeout = 120,
            Pooling = false,
            TcpKeepAlive = true,
        }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (Exception bad) when (bad is NpgsqlException or TimeoutException or IOException)
        {
            connection.Dispose();
            throw Refused(bad);
        }
    }

    internal override void PrepareStore(DbConnection connection)
    {
    }

    internal override void CheckSeeds(JournalOwner owner)
    {
    }

    internal override JournalClaim Claim(JournalOwner owner, TimeProvider time, ILogger log) =>
        PostgresClaim.Take(this, owner, time, log);

    internal override void RequireExistence()
    {
        // Opening a database never makes one.
    }

    internal override DbTransaction BeginReading(DbConnection connection) =>
        connection.BeginTransaction(IsolationLevel.RepeatableRead);

    internal override bool HasTable(DbConnection connection, string name)
    {
        using var command = Sql.Command(connection, "SELECT to_regclass(@name) IS NOT NULL", ("name", name));
        return (bool)command.ExecuteScalar()!;
    }

    internal override Exception Refused(Exception bad)
    {
        var rule = $"{Display}: {PostgresTrouble.Explain(bad, Settings)}";
        return PostgresTrouble.MayPass(bad) ? new JournalAwayException(rule, bad) : Wrong(rule, bad);
    }

    private static NpgsqlConnectionStringBuilder Read(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException bad)
        {
            // Neither the driver's words nor the entry itself are repeated: they may be a piece of an unquoted password.
            var entry = Array.FindIndex(text.Split(';'), e => e.Split('=')[0].Trim().Equals(bad.ParamName, StringComparison.OrdinalIgnoreCase));
            var which = entry < 0 ? "an entry of the connection string cannot be read" : $"entry {entry + 1} of the connection string is unknown or has a value of the wrong kind";
            throw Wrong($"{which}; write Host=...;Port=...;Database=...;Username=..., and a password that holds ; or = in quotes");
        }
    }
}
