using System.Data.Common;
using System.Globalization;
using Hud.Actors.Protocol;
using Hud.Experiments;

namespace Hud.Actors.Persistence;

/// <summary>Reads a journal as it was at one moment, beside whoever writes it.</summary>
internal sealed class JournalReader : IDisposable
{
    private readonly JournalAddress _address;
    private readonly DbConnection _connection;
    private readonly DbTransaction _moment;

    private JournalReader(JournalAddress address, DbConnection connection, DbTransaction moment) =>
        (_address, _connection, _moment) = (address, connection, moment);

    /// <exception cref="InputException">There is no journal, or a newer version wrote it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JournalReader Open(JournalAddress address)
    {
        address.RequireExistence();
        var connection = address.Open();
        try
        {
            var reader = new JournalReader(address, connection, address.BeginReading(connection));
            if (!address.HasTable(connection, "journal")) throw JournalAddress.Wrong($"{address}: holds no journal");
            if (address.HasTable(connection, "hud_journal")) JournalSchema.Check(address, JournalNotes.Read(connection, reader._moment));
            return reader;
        }
        catch (Exception bad)
        {
            connection.Dispose();
            throw bad is DbException unreadable ? address.Refused(unreadable) : bad;
        }
    }

    /// <summary>In order, one at a time.</summary>
    /// <param name="after">Sequence number of the last one that is not wanted.</param>
    public IEnumerable<StoredEvent> Events(long after = 0, int most = int.MaxValue) => Rows(
        """
        SELECT sequence_number, manifest, identifier, message, created, writer_uuid FROM journal
        WHERE persistence_id = @id AND sequence_number > @after ORDER BY sequence_number LIMIT @most
        """,
        [("after", after), ("most", most)],
        row => new StoredEvent(
            row.GetInt64(0), Text(row, 1) ?? "", row.IsDBNull(2) ? 0 : row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4),
            Text(row, 5)));

    /// <summary>Oldest first.</summary>
    public IEnumerable<StoredSnapshot> Snapshots() => Rows(
        """
        SELECT sequence_number, manifest, serializer_id, snapshot, created FROM snapshot
        WHERE persistence_id = @id ORDER BY sequence_number
        """,
        [],
        row => new StoredSnapshot(
            row.GetInt64(0), Text(row, 1) ?? "", row.IsDBNull(2) ? 0 : row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4)));

    /// <summary>Rows of anybody else than the coordinator: a journal of ours has none.</summary>
    public long Strangers()
    {
        using var command = Sql.Command(
            _connection, "SELECT count(*) FROM journal WHERE persistence_id <> @id", ("id", ClusterNames.Coordinator));
        command.Transaction = _moment;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _moment.Dispose();
        _connection.Dispose();
    }

    private IEnumerable<T> Rows<T>(string text, (string Name, object Value)[] parameters, Func<DbDataReader, T> read)
    {
        using var command = Sql.Command(_connection, text, [("id", ClusterNames.Coordinator), .. parameters]);
        command.Transaction = _moment;
        using var rows = command.ExecuteReader();
        while (Next(rows)) yield return read(rows);
    }

    private bool Next(DbDataReader rows)
    {
        try
        {
            return rows.Read();
        }
        catch (DbException bad)
        {
            throw _address.Refused(bad);
        }
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
