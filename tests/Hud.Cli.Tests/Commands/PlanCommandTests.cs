using System.Text.Json;
using Hud.Cli.Commands;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

public sealed class PlanCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CommandRun Plan(params string[] args) => CommandRun.Of(PlanCommand.Create(GivenRun.Reader), args);

    [Fact]
    public void Plan_of_a_new_experiment_shows_counts_and_trials()
    {
        var run = Plan(_folder.Write("given.yaml", GivenRun.Yaml), "--out", _folder["none"]);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Equal("""
            Experiment given-0d588265
            4 trials in 2 cells, 0 done
            Still to run: 4 trials, time unknown

            scene                     method                         trials  done   hours
            field (derived)           hud endmembers=4                    2     0       ?
            field (derived)           hud endmembers=6                    2     0       ?

            trial           seed  scene                     method                   state
            c286843abe01       1  field (derived)           hud endmembers=4
            6ab1f48e6b19       1  field (derived)           hud endmembers=6
            4a8c72cd2a97       2  field (derived)           hud endmembers=4
            b7473f1e8cef       2  field (derived)           hud endmembers=6

            """, run.Output);
    }

    [Fact]
    public void Plan_of_a_run_that_goes_on_counts_what_is_done_and_estimates_the_rest()
    {
        GivenRun.Write(_folder, done: 1);
        var run = Plan(_folder["given.yaml"], "--out", _folder.Path);
        Assert.Contains("4 trials in 2 cells, 1 done", run.Output, StringComparison.Ordinal);
        Assert.Contains("Still to run: 3 trials, about 0.5 hours and 2 trials of unknown time", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_document_and_nothing_else()
    {
        var run = Plan(_folder.Write("given.yaml", GivenRun.Yaml), "--json", "--out", _folder["none"]);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(4, json.RootElement.GetProperty("trial_count").GetInt32());
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Threads_are_part_of_every_trial()
    {
        var file = _folder.Write("given.yaml", GivenRun.Yaml);
        string[] Given(params string[] threads) => [file, "--json", "--out", _folder["none"], .. threads];
        Assert.Equal(Plan(Given()).Output, Plan(Given("--threads", "2")).Output);
        Assert.NotEqual(Plan(Given()).Output, Plan(Given("--threads", "3")).Output);
        Assert.Equal("--threads: '0': 1 to 1024 threads are possible",
            Assert.Throws<InputException>(() => Plan(Given("--threads", "0"))).Message);
    }

    [Fact]
    public void Planning_writes_nothing()
    {
        Plan(_folder.Write("given.yaml", GivenRun.Yaml), "--out", _folder["none"]);
        Assert.Equal([_folder["given.yaml"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Missing_file_is_named() =>
        Assert.Equal("nowhere.yaml: no such file", Assert.Throws<InputException>(() => Plan("nowhere.yaml")).Message);

    [Fact]
    public void Folder_instead_of_a_file_is_named() =>
        Assert.Equal("this is a folder; a file is needed", Assert.Throws<InputException>(() => Plan(_folder.Path)).Rule);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        File.WriteAllBytes(_folder["x.yaml"], [0x6E, 0xFF, 0xFE]);
        Assert.Equal("not UTF-8 text", Assert.Throws<InputException>(() => Plan(_folder["x.yaml"])).Rule);
    }

    [Fact]
    public void Huge_file_is_refused_unread()
    {
        using (var file = File.Create(_folder["x.yaml"])) file.SetLength(1L << 32);
        Assert.StartsWith("a file of this kind has at most", Assert.Throws<InputException>(() => Plan(_folder["x.yaml"])).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_ledger_is_refused_rather_than_ignored()
    {
        _folder.Write("ledger.json", "{");
        Assert.Throws<InputException>(() => Plan(_folder.Write("given.yaml", GivenRun.Yaml), "--out", _folder.Path));
    }
}
