using System.Data.Common;

namespace Hud.Actors.Persistence;

/// <summary>The rows of the table hud_journal: what the journal says of itself.</summary>
internal static class JournalNotes
{
    public const string Layout = "layout", Program = "program", Manifests = "manifests", Cluster = "cluster", OwnerName = "owner";

    private const string Upsert = """
        INSERT INTO hud_journal (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """;

    public static Dictionary<string, string> Read(DbConnection connection, DbTransaction? transaction)
    {
        using var command = Sql.Command(connection, "SELECT name, value FROM hud_journal");
        command.Transaction = transaction;
        using var reader = command.ExecuteReader();
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read()) notes[reader.GetString(0)] = reader.GetString(1);
        return notes;
    }

    public static void Write(
        DbConnection connection, DbTransaction? transaction, params ReadOnlySpan<(string Name, string Value)> notes)
    {
        foreach (var (name, value) in notes) Sql.Run(connection, transaction, Upsert, ("name", name), ("value", value));
    }

    /// <summary>Who claimed the journal last.</summary>
    public static string Owner(DbConnection connection, DbTransaction? transaction = null) =>
        Read(connection, transaction).GetValueOrDefault(OwnerName, "of unknown name");
}
