using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hud.Chaos;

/// <summary>What must be true after a campaign, whatever happened.</summary>
internal static class Proof
{
    /// <summary>Results recorded more than once, or for no trial.</summary>
    public static IEnumerable<string> OfRecords(string journal, int trials)
    {
        using DbConnection connection = journal.StartsWith("Host=", StringComparison.Ordinal)
            ? new NpgsqlConnection(journal)
            : new SqliteConnection($"Data Source={journal};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT message FROM journal WHERE manifest LIKE 'rr:%'";
        using var reader = command.ExecuteReader();
        var recorded = new List<string>();
        while (reader.Read())
        {
            recorded.Add(JsonDocument.Parse(Encoding.UTF8.GetString((byte[])reader[0])).RootElement
                .GetProperty("attempt").GetProperty("trial").GetString()!);
        }

        foreach (var trial in recorded.CountBy(t => t).Where(t => t.Value > 1))
            yield return $"trial {trial.Key[..12]} was recorded {trial.Value} times";
        if (recorded.Distinct().Count() != trials) yield return $"{recorded.Distinct().Count()} of {trials} trials were recorded";
    }

    /// <summary>Files of finished trials that are not what their manifest says.</summary>
    public static IEnumerable<string> OfArtifacts(string folder) =>
        from manifest in Directory.EnumerateFiles(folder, "manifest.json", SearchOption.AllDirectories)
        let root = Read(manifest)
        where root is { } document && document.TryGetProperty("complete", out var complete) && complete.GetBoolean()
        from phase in root!.Value.GetProperty("phases").EnumerateObject()
        from file in phase.Value.GetProperty("artifacts").EnumerateObject()
        let path = Path.Combine(Path.GetDirectoryName(manifest)!, file.Name)
        where !File.Exists(path) || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) != file.Value.GetString()
        select $"{path} is not what its manifest says";

    private static JsonElement? Read(string manifest)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(manifest)).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
