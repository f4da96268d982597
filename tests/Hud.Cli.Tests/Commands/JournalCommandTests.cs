using System.Text.Json;
using Hud.Actors.Persistence;
using Hud.Cli.Commands;
using Hud.Experiments;
using Hud.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace Hud.Cli.Tests.Commands;

public sealed class JournalCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["journal.db"];

    public void Dispose() => _folder.Dispose();

    private static CommandRun Run(params string[] args) => CommandRun.Of(JournalCommand.Create(), args);

    /// <summary>A journal of one event.</summary>
    private void Fill(string payload = """{"command":"c","plan":{"id":"p-1","name":"p","trials":[]},"keys":[],"at":"2026-06-01T12:00:00+00:00"}""")
    {
        Journal.Prepare(new SqliteAddress(File));
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier)
            VALUES (1, 0, 'coordinator', 1, CAST($payload AS BLOB), 'es:1', 421)
            """;
        command.Parameters.AddWithValue("$payload", payload);
        command.ExecuteNonQuery();
    }

    [Fact]
    public void Verify_prints_counts_and_digest_and_the_same_as_JSON()
    {
        Fill();
        var text = Run("verify", File);
        Assert.Equal(ExitCode.Done, text.ExitCode);
        Assert.Contains("1 events: 1 es:1", text.Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse(Run("verify", File, "--json").Output).RootElement;
        Assert.Contains(json.GetProperty("digest").GetString()!, text.Output, StringComparison.Ordinal);
        Assert.Equal((1, 1), (json.GetProperty("events").GetInt32(), json.GetProperty("experiments").GetInt32()));
    }

    [Fact]
    public void Verify_of_a_damaged_journal_fails_and_names_the_place()
    {
        Fill("{}");
        var run = Run("verify", File);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("event 1 (es:1)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_writes_lines_into_a_new_file()
    {
        Fill();
        var run = Run("export", File, "--out", _folder["journal.jsonl"]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        var line = JsonDocument.Parse(Assert.Single(System.IO.File.ReadLines(_folder["journal.jsonl"]))).RootElement;
        Assert.Equal("p-1", line.GetProperty("payload").GetProperty("plan").GetProperty("id").GetString());
    }

    [Fact]
    public void Export_never_overwrites_the_journal_itself()
    {
        Fill();
        Assert.Contains("is the journal itself", Assert.Throws<InputException>(() => Run("export", File, "--out", File)).Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Run("verify", File).ExitCode);
    }

    [Fact]
    public void Migrate_copies_and_says_the_digest_that_verify_says()
    {
        Fill();
        var run = Run("migrate", File, _folder["copy.db"]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(
            Run("verify", _folder["copy.db"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    [Fact]
    public void Migrate_onto_itself_is_refused() =>
        Assert.Contains("name another place", Assert.Throws<InputException>(() => Run("migrate", File, File)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("verify")]
    [InlineData("export")]
    public void Journal_that_is_not_there_is_bad_input(string verb)
    {
        Assert.Contains("no such file", Assert.Throws<InputException>(() => Run(verb, File)).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }
}
