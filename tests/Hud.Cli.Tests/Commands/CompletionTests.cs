using System.Diagnostics;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

/// <summary>What bash offers, asked as it asks when a person presses the tabulator.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <param name="line">As typed so far; the cursor is at its end.</param>
    private string[] Offered(string line)
    {
        var words = line.Split(' ');
        var script = _folder.Write("complete.bash", $$"""
            source <(hud completion bash)
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{string.Join(' ', words.Select(w => $"'{w}'"))}}) COMP_CWORD={{words.Length - 1}}
            complete -p hud | grep -q -- '-F _hud' || exit 9
            _hud
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        var start = new ProcessStartInfo("bash", ["--norc", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory.TrimEnd('/')}:{start.Environment["PATH"]}";
        using var bash = Process.Start(start)!;
        var (output, errors) = (bash.StandardOutput.ReadToEnd(), bash.StandardError.ReadToEnd());
        bash.WaitForExit();
        Assert.True(bash.ExitCode == 0 && errors.Length == 0, $"{bash.ExitCode}: {errors}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void Verbs_are_completed() => Assert.Equal(["release", "replay", "resume", "retry"], Offered("hud re").Order(StringComparer.Ordinal));

    [Fact]
    public void Only_what_begins_so_is_offered() => Assert.Equal(["export"], Offered("hud exp"));

    [Fact]
    public void Verbs_of_a_verb_are_completed() => Assert.Equal(["check"], Offered("hud scenes ch"));

    [Fact]
    public void Options_are_completed() => Assert.Equal(["--format"], Offered("hud tables --fo"));

    [Fact]
    public void Values_of_an_option_are_completed() =>
        Assert.Equal(["csv", "json", "parquet", "tensorboard"], Offered("hud export --format ").Order(StringComparer.Ordinal));

    [Fact]
    public void Files_are_offered_where_the_program_knows_nothing()
    {
        _folder.Write("tiny.yaml", "");
        Assert.Equal(["tiny.yaml"], Offered("hud submit ti"));
    }

    [Fact]
    public void Zsh_gets_a_function_of_its_own() =>
        Assert.Contains("compdef _hud", HudProcess.Run("completion", "zsh").Output, StringComparison.Ordinal);
}
