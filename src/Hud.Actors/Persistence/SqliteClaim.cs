using Hud.Experiments.Files;

namespace Hud.Actors.Persistence;

/// <summary>A lock file beside the journal; the lock belongs to the open file. Not the journal itself: closing any handle
/// on a SQLite file drops the locks that SQLite holds on it.</summary>
internal sealed class SqliteClaim : JournalClaim
{
    private readonly SqliteAddress _address;
    private readonly FileStream _file;

    private SqliteClaim(SqliteAddress address, FileStream file) => (_address, _file) = (address, file);

    public static SqliteClaim Take(SqliteAddress address, JournalOwner owner)
    {
        var file = LockFile.TryTake(address.File + ".lock");
        using var connection = address.Open();
        if (file is null)
        {
            throw JournalAddress.Wrong(
                $"{address}: in use by another seed ({JournalNotes.Owner(connection)}); stop that process, or give this one a journal of its own. Several seeds on one journal need PostgreSQL");
        }

        JournalNotes.Write(connection, null, owner.Notes);
        return new SqliteClaim(address, file);
    }

    protected override void Dispose(bool disposing)
    {
        _address.CloseStore();
        _file.Dispose();
    }
}
