using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Hud.Actors.Persistence;

/// <summary>Advisory locks of one journal: class = the journal's schema, object = the cluster.</summary>
internal static class PostgresLock
{
    /// <summary>Serialises those who make tables or take the lock; held to the end of the transaction.</summary>
    public const string Gate = "SELECT pg_advisory_xact_lock(hashtext('hud_journal ' || current_schema()), 0);";

    private const string Others = """
        SELECT count(*) FROM pg_locks
        WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND objid::bigint NOT IN (0, @cluster::bigint)
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid::bigint = hashtext('hud_journal ' || current_schema())::bigint & 4294967295
        """;

    private const string Take = "SELECT pg_advisory_lock_shared(hashtext('hud_journal ' || current_schema()), @key)";

    /// <returns>Null when the lock is ours, else who has it.</returns>
    public static string? TryTake(NpgsqlConnection session, JournalOwner owner)
    {
        using var transaction = session.BeginTransaction();
        Sql.Run(session, transaction, Gate);
        var key = KeyOf(owner.Cluster);
        using var others = Sql.Command(session, Others, ("cluster", (long)(uint)key));
        if ((long)others.ExecuteScalar()! > 0) return JournalNotes.Owner(session, transaction);

        Sql.Run(session, transaction, Take, ("key", key));
        JournalNotes.Write(session, transaction, owner.Notes);
        transaction.Commit();
        return null;
    }

    /// <summary>Never 0, which is the gate.</summary>
    private static int KeyOf(string cluster) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(cluster))) | 1;
}
