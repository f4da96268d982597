using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hud.Actors.Persistence;

/// <summary>The journal takes each sequence number once, so of two coordinators only one gets its event in.</summary>
internal static class JournalFence
{
    private const int UniqueViolation = 2067;

    /// <summary>The write failed because somebody else had taken its number.</summary>
    public static bool Held(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqliteException { SqliteExtendedErrorCode: UniqueViolation })
                return true;
        }

        return false;
    }
}
