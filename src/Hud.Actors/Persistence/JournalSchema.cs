using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Hud.Actors.Serialization;
using Hud.Experiments;

namespace Hud.Actors.Persistence;

/// <summary>The journal's tables, ours to make so that several seeds may start at once, and the small table that says
/// which version of the program they are for.</summary>
internal static class JournalSchema
{
    /// <summary>Raised when the tables change.</summary>
    public const int Layout = 1;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS journal (
          ordering {identity}, created BIGINT NOT NULL, deleted BOOLEAN NOT NULL, persistence_id VARCHAR(255) NOT NULL,
          sequence_number BIGINT NOT NULL, message {bytes} NOT NULL, manifest VARCHAR(500), identifier INTEGER,
          writer_uuid VARCHAR(128), CONSTRAINT journal_uq UNIQUE (persistence_id, sequence_number));
        CREATE TABLE IF NOT EXISTS tags (
          ordering_id BIGINT NOT NULL, tag VARCHAR(64) NOT NULL, sequence_nr BIGINT NOT NULL,
          persistence_id VARCHAR(255) NOT NULL, PRIMARY KEY (ordering_id, tag));
        CREATE TABLE IF NOT EXISTS snapshot (
          persistence_id VARCHAR(255) NOT NULL, sequence_number BIGINT NOT NULL, created BIGINT NOT NULL, snapshot {bytes},
          manifest VARCHAR(500), serializer_id INTEGER, PRIMARY KEY (persistence_id, sequence_number));
        CREATE TABLE IF NOT EXISTS hud_journal (name VARCHAR(64) PRIMARY KEY, value TEXT NOT NULL);
        """;

    private const string Columns = """
        SELECT ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid
        FROM journal WHERE 1 = 0
        """;

    /// <summary>Makes what is missing and notes that this version writes here.</summary>
    /// <exception cref="InputException">A newer version wrote here, or the tables are somebody else's.</exception>
    public static void Prepare(JournalAddress address, DbConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        var postgres = address is PostgresAddress;
        if (postgres) Sql.Run(connection, transaction, PostgresLock.Gate);
        Sql.Run(connection, transaction, Tables
            .Replace("{identity}", postgres ? "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY" : "INTEGER PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal)
            .Replace("{bytes}", postgres ? "BYTEA" : "BLOB", StringComparison.Ordinal));
        CheckColumns(address, connection, transaction);
        var notes = JournalNotes.Read(connection, transaction);
        Check(address, notes);
        JournalNotes.Write(
            connection, transaction,
            (JournalNotes.Layout, Layout.ToString(CultureInfo.InvariantCulture)), (JournalNotes.Program, Program),
            (JournalNotes.Manifests, string.Join(' ', Manifests.Journaled.Union(KnownTo(notes)).Order(StringComparer.Ordinal))));
        transaction.Commit();
    }

    /// <exception cref="InputException">A newer version wrote here.</exception>
    public static void Check(JournalAddress address, IReadOnlyDictionary<string, string> notes)
    {
        var layout = int.TryParse(notes.GetValueOrDefault(JournalNotes.Layout), CultureInfo.InvariantCulture, out var number) ? number : Layout;
        var strange = KnownTo(notes).Except(Manifests.Journaled, StringComparer.Ordinal).FirstOrDefault();
        if (layout <= Layout && strange is null) return;
        var why = strange is null
            ? $"its tables have layout {layout}, this version knows {Layout}"
            : $"it may hold '{strange}', which this version does not know";
        throw JournalAddress.Wrong(
            $"{address}: written by a newer version of HudCluster ({notes.GetValueOrDefault(JournalNotes.Program, "unknown")}; this is {Program}): {why}. Run that version or a later one, or start with another journal");
    }

    private static string Program { get; } =
        typeof(JournalSchema).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Manifests that the versions which wrote here may have used.</summary>
    private static string[] KnownTo(IReadOnlyDictionary<string, string> notes) =>
        notes.GetValueOrDefault(JournalNotes.Manifests, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void CheckColumns(JournalAddress address, DbConnection connection, DbTransaction transaction)
    {
        try
        {
            Sql.Run(connection, transaction, Columns);
        }
        catch (DbException bad)
        {
            throw JournalAddress.Wrong($"{address}: its table 'journal' is not one of HudCluster ({bad.Message}); give the journal a database of its own", bad);
        }
    }
}
