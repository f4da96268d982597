using System.Text;
using Hud.Cli.Commands;
using Hud.Cli.Export;
using Hud.Cli.Tests.Export;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Tests.Shared;
using Parquet;

namespace Hud.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _run = new(), _out = new();

    public ExportCommandTests() => GivenRun.Write(_run, done: 3);

    public void Dispose()
    {
        _run.Dispose();
        _out.Dispose();
    }

    private CommandRun Export(params string[] args) => CommandRun.Of(ExportCommand.Create(), [_run.Path, .. args]);

    private ExperimentRecord Record => RecordFile.Parse(File.ReadAllText(_run["ledger.json"]), "ledger.json");

    private string WriteLog(int trial, string lines)
    {
        var key = TrialKey.Of(Record.Plan.Trials[trial]);
        Directory.CreateDirectory(_run[$"trials/{key.Short}"]);
        _run.Write($"trials/{key.Short}/log.jsonl", lines);
        return key.Short;
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public void Text_is_printed_or_written_and_says_that_trials_are_missing(string format)
    {
        var printed = Export("--format", format);
        Assert.Equal((ExitCode.Incomplete, "hud: 1 of 4 trials are not done yet\n"), (printed.ExitCode, printed.Error));
        Golden.Matches($"export.{format}", printed.Output);
        Assert.Equal("", Export("--format", format, "--out", _out["numbers"]).Output);
        Assert.Equal(printed.Output, File.ReadAllText(_out["numbers"]));
    }

    [Fact]
    public async Task Parquet_has_the_lines_and_columns_of_the_csv()
    {
        Export("--format", "parquet", "--out", _out["numbers.parquet"]);
        var csv = Export("--format", "csv").Output.TrimEnd('\n').Split('\n').Select(l => l.Split(',')).ToArray();
        await using var reader = await ParquetReader.CreateAsync(_out["numbers.parquet"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(csv[0], reader.Schema.DataFields.Select(f => f.Name));
        var columns = await Columns(reader);
        Assert.Equal(csv.Skip(1), Enumerable.Range(0, csv.Length - 1).Select(row => columns.Select(c => c[row]).ToArray()));
    }

    [Fact]
    public async Task Parquet_of_a_run_that_has_nothing_yet_has_its_columns()
    {
        GivenRun.Write(_run, done: 0);
        Export("--format", "parquet", "--out", _out["numbers.parquet"]);
        await using var reader = await ParquetReader.CreateAsync(_out["numbers.parquet"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(13, reader.Schema.DataFields.Length);
        Assert.All(await Columns(reader), Assert.Empty);
    }

    [Fact]
    public void TensorBoard_gets_loss_curves_and_metrics_of_every_trial_that_began()
    {
        var done = WriteLog(0, "{\"step\":1,\"loss\":1.5,\"running_loss\":1.25}\n{\"step\":2,\"loss\":\"NaN\",\"running_loss\":1}\n{\"step\":3,\"lo");
        var going = WriteLog(3, "{\"step\":1,\"loss\":0.5,\"running_loss\":0.5}\n");
        var run = Export("--format", "tensorboard", "--out", _out["board"]);
        Assert.Contains("wrote 4 runs to", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetDirectories(_out["board"]).Length);
        var events = EventFileReader.Read(Path.Combine(_out[$"board/hud-field-seed1-{done}"], EventFile.Name));
        Assert.Equal(
            [
                (18, 1, "train/loss", 1.5f), (18, 1, "train/running_loss", 1.25f), (36, 2, "train/loss", float.NaN), (36, 2, "train/running_loss", 1f),
                (1800, 100, "metric/point_fidelity", 0.996f), (1800, 100, "metric/block_diversity", 0.973f), (1800, 100, "metric/ratio", 0.977f),
            ],
            events);
        var open = Directory.GetDirectories(_out["board"], $"*{going}").Single();
        Assert.Equal([(0, 1, "train/loss", 0.5f), (0, 1, "train/running_loss", 0.5f)], EventFileReader.Read(Path.Combine(open, EventFile.Name)));
    }

    [Fact]
    public void Checksum_of_the_reader_is_that_of_the_literature() => Assert.Equal(0xe3069283u, EventFileReader.Checksum("123456789"u8));

    [Fact]
    public void Cluster_s_experiment_is_exported_from_its_ledger_and_logs()
    {
        var ledger = File.ReadAllBytes(_run["ledger.json"]);
        var log = Encoding.UTF8.GetBytes("{\"step\":1,\"loss\":1.5,\"running_loss\":1.5}\n");
        using var server = new LoopbackServer(head =>
        {
            var body = head.Contains("/ledger", StringComparison.Ordinal) ? ledger : log;
            return LoopbackServer.Answer("200 OK", $"Content-Type: application/json\nContent-Length: {body.Length}", body);
        });
        var run = CommandRun.Of(ExportCommand.Create(), "given-1", "--format", "tensorboard", "--out", _out["board"], "--server", server.Address.ToString());
        Assert.Equal(ExitCode.Incomplete, run.ExitCode);
        Assert.Equal(4, Directory.GetDirectories(_out["board"]).Length);
        Assert.Contains(server.Requests, r => r.StartsWith("GET /api/experiments/given-1/ledger", StringComparison.Ordinal));
        Assert.Equal(4, server.Requests.Count(r => r.Contains("/files/log.jsonl", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("parquet")]
    [InlineData("tensorboard")]
    public void What_is_not_for_a_terminal_needs_a_place(string format) =>
        Assert.Contains("--out PATH", Assert.Throws<InputException>(() => Export("--format", format)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    [InlineData("tensorboard")]
    public void Place_that_cannot_be_written_is_bad_input(string format)
    {
        _out.Write("file", "in the way");
        var bad = Assert.Throws<InputException>(() => Export("--format", format, "--out", _out["file"] + "/sub"));
        Assert.StartsWith("cannot be written", bad.Rule, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_out.Path));
    }

    private static async Task<List<string[]>> Columns(ParquetReader reader)
    {
        var columns = new List<string[]>();
        using var group = reader.OpenRowGroupReader(0);
        foreach (var field in reader.Schema.DataFields)
            columns.Add(await ParquetColumn.Text(group, field));
        return columns;
    }
}
