using System.Data.Common;
using System.Text.RegularExpressions;
using Hud.Experiments;
using Microsoft.Extensions.Logging;

namespace Hud.Actors.Persistence;

/// <summary>Where events and snapshots are kept: a SQLite file for one seed, or a PostgreSQL database for several. What it
/// shows of itself never holds a password.</summary>
public abstract partial class JournalAddress
{
    private protected JournalAddress(string display) => Display = display;

    /// <summary>For people: the file, or host, port and database.</summary>
    public string Display { get; }

    /// <summary>May hold a password: for drivers only.</summary>
    internal abstract string ConnectionString { get; }

    /// <summary>The driver's name in the persistence plug-in.</summary>
    internal abstract string Provider { get; }

    /// <param name="text">Path of a SQLite file, or an Npgsql connection string: "Host=db;Database=hud;Username=hud". The
    /// password may be left to the environment variables PGPASSWORD and PGPASSFILE or to ~/.pgpass.</param>
    /// <exception cref="InputException">Neither of the two. The message repeats no value of the text.</exception>
    public static JournalAddress Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Wrong("it is empty; give the path of a SQLite file, or Host=...;Database=...;Username=... of PostgreSQL");
        if (Url().IsMatch(text))
            throw Wrong("a URL is not understood; write it as Host=...;Port=...;Database=...;Username=...");
        if (Server().IsMatch(text)) return PostgresAddress.Parse(text);
        return Keys().IsMatch(text)
            ? throw Wrong("a connection string must begin to say where the server is: Host=...;Database=...;Username=...")
            : new SqliteAddress(text);
    }

    /// <summary>An opened connection.</summary>
    /// <exception cref="InputException">The database cannot be reached or used; says what to do.</exception>
    internal abstract DbConnection Open();

    /// <summary>Checks the place and makes it ready for tables.</summary>
    internal abstract void PrepareStore(DbConnection connection);

    /// <exception cref="InputException">The place cannot serve that many seeds.</exception>
    internal abstract void CheckSeeds(JournalOwner owner);

    /// <exception cref="InputException">Another cluster has it.</exception>
    internal abstract JournalClaim Claim(JournalOwner owner, TimeProvider time, ILogger log);

    /// <exception cref="InputException">There is nothing at this address. Opening it would make it.</exception>
    internal abstract void RequireExistence();

    /// <summary>What is read in it is of one moment; writers are not disturbed.</summary>
    internal abstract DbTransaction BeginReading(DbConnection connection);

    internal abstract bool HasTable(DbConnection connection, string name);

    /// <summary>What went wrong, in words that say what to do.</summary>
    internal abstract Exception Refused(Exception bad);

    /// <summary>Both lead to the same journal, as far as their texts tell.</summary>
    public abstract bool IsSameAs(JournalAddress other);

    public sealed override string ToString() => Display;

    internal static InputException Wrong(string rule, Exception? inner = null) =>
        inner is null ? new("journal", null, null, rule) : new("journal", null, null, rule, inner);

    [GeneratedRegex(@"^\s*[a-z][a-z0-9+]+://", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"(^|;)\s*(host|server)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Server();

    [GeneratedRegex(@"^\s*[a-z ]+=[^;]*(;\s*[a-z ]+=[^;]*)+;?\s*$|(^|;)\s*(password|data source)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Keys();
}
