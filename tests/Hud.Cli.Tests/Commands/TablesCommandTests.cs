using System.Text.Json;
using Hud.Cli.Commands;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

public sealed class TablesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CommandRun Tables(params string[] args) => CommandRun.Of(TablesCommand.Create(), args);

    [Fact]
    public void Tables_of_a_finished_run_are_printed_as_markdown()
    {
        GivenRun.Write(_folder, done: 4);
        var run = Tables(_folder.Path);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Contains("| HUD endmembers=4 |   0.996 ± 0.006 |", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_of_an_unfinished_run_are_printed_and_said_to_be_incomplete()
    {
        GivenRun.Write(_folder, done: 3);
        var run = Tables(_folder.Path, "--format", "json");
        Assert.Equal(ExitCode.Incomplete, run.ExitCode);
        Assert.Equal("hud: 1 of 4 trials are not done yet\n", run.Error);
        using var json = JsonDocument.Parse(run.Output);
    }

    [Fact]
    public void Every_format_is_written_without_a_choice()
    {
        GivenRun.Write(_folder, done: 4);
        var run = Tables(_folder.Path, "--out", _folder["paper"]);
        Assert.Equal("", run.Output);
        Assert.Equal(
            ["tables.csv", "tables.html", "tables.json", "tables.md", "tables.tex"],
            Directory.GetFiles(_folder["paper"]).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("md")]
    [InlineData("csv")]
    [InlineData("tex")]
    [InlineData("json")]
    [InlineData("html")]
    public void Written_file_equals_printed_text(string format)
    {
        GivenRun.Write(_folder, done: 4);
        Tables(_folder.Path, "--format", format, "--out", _folder["one"]);
        Assert.Equal([$"tables.{format}"], Directory.GetFiles(_folder["one"]).Select(Path.GetFileName));
        Assert.Equal(Tables(_folder.Path, "--format", format).Output, File.ReadAllText(_folder[$"one/tables.{format}"]));
    }

    [Fact]
    public void Folder_that_cannot_be_written_is_bad_input_and_nothing_is_written()
    {
        GivenRun.Write(_folder, done: 4);
        var bad = Assert.Throws<InputException>(() => Tables(_folder.Path, "--out", _folder["ledger.json"] + "/sub"));
        Assert.StartsWith("this folder cannot be written", bad.Rule, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public void Folder_without_a_ledger_is_named() =>
        Assert.Equal("not a run's folder: it has no ledger.json", Assert.Throws<InputException>(() => Tables(_folder.Path)).Rule);

    [Fact]
    public void Missing_folder_is_named() =>
        Assert.Equal("no such folder", Assert.Throws<InputException>(() => Tables(_folder["none"])).Rule);
}
