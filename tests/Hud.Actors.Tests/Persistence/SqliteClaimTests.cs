using Hud.Actors.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Actors.Tests.Persistence;

public sealed class SqliteClaimTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hud-claim-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>People copy a journal by its name.</summary>
    [Fact]
    public void Journal_is_one_file_again_once_its_claim_ends()
    {
        var file = Path.Combine(_folder, "journal.db");
        var address = new SqliteAddress(file);
        using (Journal.Claim(address, new JournalOwner("test", JournalOwner.ThisProcess), TimeProvider.System, NullLogger.Instance))
        {
            using (var connection = new SqliteConnection(address.ConnectionString))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "INSERT INTO hud_journal VALUES ('written', 'late')";
                command.ExecuteNonQuery();
            }

            Assert.True(File.Exists(file + "-wal"));
        }

        Assert.False(File.Exists(file + "-wal"));
    }
}
