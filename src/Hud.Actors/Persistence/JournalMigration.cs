using System.Data.Common;
using System.Globalization;
using Hud.Actors.Protocol;
using Hud.Experiments;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Actors.Persistence;

/// <summary>Moves a journal to another place, whole or not at all.</summary>
public static class JournalMigration
{
    private const string InsertEvent = """
        INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
        VALUES (@created, @deleted, @id, @sequence, @payload, @manifest, @serializer, @writer)
        """;

    private const string InsertSnapshot = """
        INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id)
        VALUES (@id, @sequence, @created, @payload, @manifest, @serializer)
        """;

    /// <summary>Copies every event and snapshot and compares the copy with its source before it counts. Nobody may use either
    /// of them meanwhile. The source stays as it was.</summary>
    /// <returns>What both hold.</returns>
    /// <exception cref="InputException">A place cannot be used, is in use, or the target is not empty.</exception>
    /// <exception cref="IOException">The source is not whole, or the copy differs.</exception>
    public static JournalReport Move(JournalAddress source, JournalAddress target, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        source.RequireExistence();
        var owner = new JournalOwner($"migration {Guid.NewGuid():N}", $"hud journal migrate, {JournalOwner.ThisProcess}");
        using var from = Journal.Claim(source, owner, time, NullLogger.Instance);
        using var to = Journal.Claim(target, owner, time, NullLogger.Instance);
        var report = JournalVerification.Verify(source);
        if (report.Fault is { } fault) throw new IOException($"{source}: {fault}; nothing was moved");

        using var connection = target.Open();
        using (var transaction = connection.BeginTransaction())
        {
            RequireEmpty(target, connection, transaction);
            Copy(source, connection, transaction);
            transaction.Commit();
        }

        var copied = JournalVerification.Verify(target);
        if (copied.Fault is null && copied.Digest == report.Digest && copied.Snapshots.SequenceEqual(report.Snapshots)) return copied;
        Clear(connection);
        throw new IOException($"{target}: the copy differs from its source ({copied.Fault ?? copied.Digest}) and was taken back");
    }

    private static void RequireEmpty(JournalAddress target, DbConnection connection, DbTransaction transaction)
    {
        using var command = Sql.Command(connection, "SELECT (SELECT count(*) FROM journal) + (SELECT count(*) FROM snapshot)");
        command.Transaction = transaction;
        if (Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) is > 0 and var rows)
            throw JournalAddress.Wrong($"{target}: holds {rows} events and snapshots already; migrate into an empty one");
    }

    private static void Copy(JournalAddress source, DbConnection connection, DbTransaction transaction)
    {
        using var reader = JournalReader.Open(source);
        using var events = new Insertion(connection, transaction, InsertEvent);
        foreach (var e in reader.Events())
        {
            events.Run(
                ("created", e.Created), ("deleted", false), ("id", ClusterNames.Coordinator), ("sequence", e.Sequence),
                ("payload", e.Payload), ("manifest", e.Manifest), ("serializer", e.Serializer), ("writer", e.Writer ?? ""));
        }

        using var snapshots = new Insertion(connection, transaction, InsertSnapshot);
        foreach (var s in reader.Snapshots())
        {
            snapshots.Run(
                ("id", ClusterNames.Coordinator), ("sequence", s.Sequence), ("created", s.Created), ("payload", s.Payload),
                ("manifest", s.Manifest), ("serializer", s.Serializer));
        }
    }

    private static void Clear(DbConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        Sql.Run(connection, transaction, "DELETE FROM journal");
        Sql.Run(connection, transaction, "DELETE FROM snapshot");
        transaction.Commit();
    }

    /// <summary>One statement for many rows.</summary>
    private sealed class Insertion(DbConnection connection, DbTransaction transaction, string text) : IDisposable
    {
        private DbCommand? _command;

        public void Run(params ReadOnlySpan<(string Name, object Value)> row)
        {
            if (_command is null)
            {
                _command = Sql.Command(connection, text, row);
                _command.Transaction = transaction;
                _command.Prepare();
            }
            else
            {
                foreach (var (name, value) in row) _command.Parameters[name].Value = value;
            }

            _command.ExecuteNonQuery();
        }

        public void Dispose() => _command?.Dispose();
    }
}
