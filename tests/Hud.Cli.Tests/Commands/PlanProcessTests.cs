using System.Diagnostics;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

/// <summary>The real program, as a script sees it.</summary>
public sealed class PlanProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CommandRun Hud(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "hud"), args)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    [Fact]
    public void Bad_file_is_exit_code_2_with_one_line_on_standard_error_and_nothing_written()
    {
        _folder.Write("x.yaml", "name: x\nscenes: [synthetic]\nmethods: [hdu]\n");
        var run = Hud("plan", "x.yaml", "--json");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("hud: x.yaml, line 3, column 11: 'hdu': no method (", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("; did you mean 'hud'?\n", run.Error, StringComparison.Ordinal);
        Assert.Equal([_folder["x.yaml"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Unknown_format_is_exit_code_2()
    {
        var run = Hud("tables", "--format", "docx");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("'docx'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_without_a_run_say_how_to_start_one()
    {
        var run = Hud("tables");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("hud: runs: no run here yet; name the folder of a run, or start one with 'hud run FILE'\n", run.Error);
    }

    [Fact]
    public void Tables_of_the_only_run_need_no_name()
    {
        Directory.CreateDirectory(_folder["runs/one"]);
        GivenRun.Write(_folder, done: 4);
        File.Move(_folder["ledger.json"], _folder["runs/one/ledger.json"]);
        var run = Hud("tables", "--format", "csv");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("experiment,metric,version,", run.Output, StringComparison.Ordinal);
    }
}
