using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Hud.Cluster.Tests.Support;

/// <summary>What a journal says, read beside the seed.</summary>
internal static class JournalFacts
{
    /// <summary>Attempts (trial key, number) of all events of one manifest, in order.</summary>
    public static IReadOnlyList<(string Trial, int Number)> Attempts(string file, string manifest)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT message FROM journal WHERE manifest = $manifest ORDER BY sequence_number";
        command.Parameters.AddWithValue("$manifest", manifest);
        using var reader = command.ExecuteReader();
        var attempts = new List<(string, int)>();
        while (reader.Read())
        {
            var attempt = JsonDocument.Parse(Encoding.UTF8.GetString((byte[])reader[0])).RootElement.GetProperty("attempt");
            attempts.Add((attempt.GetProperty("trial").GetString()!, attempt.GetProperty("number").GetInt32()));
        }

        return attempts;
    }
}
