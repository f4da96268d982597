using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace Hud.Actors.Persistence;

/// <summary>The SQLite file that holds events and snapshots.</summary>
public static class Journal
{
    /// <summary>Makes the file and puts it into write-ahead mode, which is a property of the file: five times the
    /// commits, and a reader beside the writer. Must run before the actor system opens it.</summary>
    /// <exception cref="SqliteException">The file is no database, or the folder cannot be written.</exception>
    public static void Prepare(string file)
    {
        using var connection = new SqliteConnection(ConnectionString(file));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA quick_check(1);";
        using var reader = command.ExecuteReader();
        reader.NextResult();
        reader.Read();
        if (reader.GetString(0) is var verdict and not "ok")
            throw new SqliteException($"{file} is damaged: {verdict}", 11);
    }

    public static string ConnectionString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    /// <summary>Plug-in settings for journal and snapshots in one file. Two interleaved writers are an error, never
    /// merged; the breakers reset fast, because recovery waits for both of them.</summary>
    public static Config Settings(string file)
    {
        string Plugin(string type) => $$"""
            class = "{{type}}, Akka.Persistence.Sql"
            connection-string = "{{ConnectionString(file).Replace("\\", @"\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)}}"
            provider-name = "SQLite.MS"
            auto-initialize = true
            circuit-breaker { max-failures = 5, call-timeout = 10s, reset-timeout = 2s }
            """;

        return ConfigurationFactory.ParseString($$"""
            akka.persistence {
              journal {
                plugin = "akka.persistence.journal.sql"
                auto-start-journals = ["akka.persistence.journal.sql"]
                sql {
                  {{Plugin("Akka.Persistence.Sql.Journal.SqlWriteJournal")}}
                  replay-filter.mode = fail
                }
              }
              snapshot-store {
                plugin = "akka.persistence.snapshot-store.sql"
                sql { {{Plugin("Akka.Persistence.Sql.Snapshot.SqlSnapshotStore")}} }
              }
            }
            """);
    }
}
