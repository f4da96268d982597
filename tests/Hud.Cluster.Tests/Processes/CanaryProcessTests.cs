using System.Collections.Concurrent;
using Hud.Actors.Trials;
using Hud.Cluster.Tests.Support;
using Hud.Engine.Trials;
using Hud.Node.Processes;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Processes;

public sealed class CanaryProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BlockingCollection<CanaryOutcome> _heard = [];

    public void Dispose()
    {
        _folder.Dispose();
        _heard.Dispose();
    }

    private CanaryOutcome Outcome(ChildCommand command)
    {
        using var runner = new ChildProcessRunner(
            new RunnerOptions { TrialsFolder = _folder["trials"], SharedFolder = _folder["shared"], Command = command },
            TimeProvider.System);
        runner.Canary(_heard.Add);
        Assert.True(_heard.TryTake(out var outcome, TimeSpan.FromMinutes(5)), "nothing was heard");
        return outcome!;
    }

    [Fact]
    public void Healthy_machine_says_its_kind_and_the_hash_that_is_known_of_it()
    {
        var outcome = Outcome(new ChildCommand(Path.Combine(AppContext.BaseDirectory, "hud"), [ChildCommand.Verb]));
        Assert.Null(outcome.Failure);
        Assert.Equal(Canary.Expected(outcome.Architecture), outcome.Expected);
        Assert.Equal(outcome.Expected ?? outcome.Hash, outcome.Hash);
        Assert.Equal(64, outcome.Hash!.Length);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["trials"]));
    }

    [Theory]
    [InlineData("kill -ILL $$", "ended by SIGILL")]
    [InlineData("echo no libtorch >&2; exit 134", "SIGABRT; it said: no libtorch")]
    [InlineData("echo '{\"type\":\"progress\"'", "ended with exit code 0")]
    public void Crash_is_told_with_its_last_words(string script, string words)
    {
        var outcome = Outcome(new ChildCommand("/bin/sh", ["-c", script]));
        Assert.Null(outcome.Hash);
        Assert.Contains(words, outcome.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_disk_is_tried_again_until_there_is_room()
    {
        var script = $"[ -e {_folder["room"]} ] || {{ : > {_folder["room"]}; exit 74; }}; exit 1";
        Assert.Contains("exit code 1", Outcome(new ChildCommand("/bin/sh", ["-c", script])).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Computed_on_a_full_disk_it_says_so_and_not_that_the_machine_is_bad()
    {
        using var disk = SmallDisk.Mount(Directory.CreateDirectory(_folder["small"]).FullName, "8k");
        if (disk is null) return;
        var run = HudProcess.Run(ChildCommand.Verb, _folder["small"], "--shared", _folder["shared"], ChildCommand.Canary);
        Assert.True(run.ExitCode == 74, $"{run}");
    }
}
