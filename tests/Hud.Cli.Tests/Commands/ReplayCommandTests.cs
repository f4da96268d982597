using System.Text;
using Hud.Actors.Persistence;
using Hud.Cli.Commands;
using Hud.Experiments;
using Hud.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace Hud.Cli.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["journal.db"];

    public ReplayCommandTests()
    {
        Journal.Prepare(new SqliteAddress(File));
        string[] facts =
        [
            """es:1|{"command":"a","plan":{"id":"p-1","name":"p","trials":[]},"keys":[],"at":"2026-06-01T12:00:00+00:00"}""",
            """ep:1|{"command":"b","experiment":"p-1","at":"2026-06-01T12:05:00+00:00"}""",
            """ec:1|{"command":"c","experiment":"p-1","at":"2026-06-01T12:10:00+00:00"}""",
        ];
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        foreach (var (fact, index) in facts.Select((f, i) => (f.Split('|', 2), i)))
        {
            using var command = connection.CreateCommand();
            command.CommandText = """
                INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier)
                VALUES (1, 0, 'coordinator', $number, $payload, $manifest, 421)
                """;
            command.Parameters.AddWithValue("$number", index + 1);
            command.Parameters.AddWithValue("$payload", Encoding.UTF8.GetBytes(fact[1]));
            command.Parameters.AddWithValue("$manifest", fact[0]);
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(ReplayCommand.Create(), [File, .. args]);

    [Fact]
    public void Everything_is_listed_and_then_how_it_stands()
    {
        var run = Run();
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches(@"(?s)1 2026-06-01 12:00:00Z submitted +p-1 \(0 trials\).+2 .+paused +p-1.+3 .+continued +p-1.+after change 3:.+p-1 +0", run.Output);
    }

    [Theory]
    [InlineData("2", "p-1 (paused)", 2)]
    [InlineData("2026-06-01T12:05Z", "p-1 (paused)", 2)]
    [InlineData("2026-06-01T12:04:59Z", "p-1 ", 1)]
    [InlineData("0", "no experiments yet", 0)]
    public void Past_is_shown_as_it_was_at_a_number_or_a_time(string until, string line, int position)
    {
        var run = Run("--until", until, "--summary");
        Assert.Contains(line, run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"after change {position}:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Until_must_be_a_number_or_a_time() =>
        Assert.Contains("must be a change's number or a time", Assert.Throws<InputException>(() => Run("--until", "noon")).Message, StringComparison.Ordinal);
}
