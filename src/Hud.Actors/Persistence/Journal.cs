using System.Data.Common;
using Akka.Configuration;
using Hud.Actors.Coordinator;
using Hud.Experiments;
using Microsoft.Extensions.Logging;

namespace Hud.Actors.Persistence;

/// <summary>The place that holds events and snapshots, as the actor system sees it.</summary>
public static class Journal
{
    /// <summary>Makes file or tables where they are missing. Must run before the actor system opens the journal.</summary>
    /// <exception cref="InputException">The database cannot be reached or used, or a newer version wrote it.</exception>
    /// <exception cref="IOException">The file is damaged, no database, or cannot be written.</exception>
    public static void Prepare(JournalAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var connection = address.Open();
        try
        {
            address.PrepareStore(connection);
            JournalSchema.Prepare(address, connection);
        }
        catch (DbException bad)
        {
            throw address.Refused(bad);
        }
    }

    /// <summary>As <see cref="Prepare"/>, and takes the journal for one cluster.</summary>
    /// <exception cref="JournalAwayException">The database does not answer.</exception>
    /// <exception cref="InputException">Also when another cluster writes it, or SQLite is asked to serve several seeds.</exception>
    public static JournalClaim Claim(JournalAddress address, JournalOwner owner, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(owner);
        address.CheckSeeds(owner);
        Prepare(address);
        try
        {
            return address.Claim(owner, time, log);
        }
        catch (DbException bad)
        {
            throw address.Refused(bad);
        }
    }

    /// <summary>Plug-in settings for journal and snapshots in one place. Two interleaved writers are an error, never
    /// merged; the breakers reset fast, because recovery waits for both of them. May hold a password: not for logs.</summary>
    public static Config Settings(JournalAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string Plugin(string type) => $$"""
            class = "{{type}}, Akka.Persistence.Sql"
            connection-string = "{{address.ConnectionString.Replace("\\", @"\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)}}"
            provider-name = "{{address.Provider}}"
            auto-initialize = false
            circuit-breaker { max-failures = 5, call-timeout = 10s, reset-timeout = 2s }
            """;

        return ConfigurationFactory.ParseString($$"""
            akka.log-config-on-start = off

            # A thread of its own: what nodes say while it decides waits in the mailbox and shares one commit. On the common
            # pool it would run between every two of them, and most commits would hold one trial.
            {{CoordinatorActor.Dispatcher}}.type = PinnedDispatcher
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
