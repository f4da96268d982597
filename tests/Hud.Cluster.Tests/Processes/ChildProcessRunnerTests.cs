using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Node.Processes;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Processes;

/// <summary>The runner over children that are shell scripts.</summary>
public sealed class ChildProcessRunnerTests : IDisposable
{
    private static readonly TrialSpec Spec = new(
        new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), "hud", 7,
        new Budget(1, 1, 1, 16), new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32),
        ImmutableSortedDictionary<string, string>.Empty, 1);

    private static readonly NodeProtocol.StartAttempt Order = new(new AttemptId(TrialKey.Of(Spec), 1), 1, "cpu:0", Spec, null);

    private readonly TemporaryFolder _folder = new();
    private readonly BlockingCollection<TrialSignal> _heard = [];

    public void Dispose()
    {
        _folder.Dispose();
        _heard.Dispose();
    }

    private ChildProcessRunner Runner(string script, TimeSpan? grace = null) => new(
        new RunnerOptions
        {
            TrialsFolder = _folder["trials"],
            SharedFolder = _folder["shared"],
            Command = new ChildCommand("/bin/sh", ["-c", script]),
            StopGrace = grace ?? TimeSpan.FromSeconds(30),
        },
        TimeProvider.System);

    [Theory]
    [InlineData("cuda:1", "GPU-bb", "--gpu")]
    [InlineData("cpu:0", "", "")]
    public void Attempt_sees_the_gpu_of_its_slot_alone(string slot, string visible, string option)
    {
        var options = new RunnerOptions
        {
            TrialsFolder = _folder["trials"],
            SharedFolder = _folder["shared"],
            Command = new ChildCommand("/bin/sh", ["-c", "echo \"sees=$CUDA_VISIBLE_DEVICES last=$3$4\" >&2; exit 7", "child"]),
            Gpus = ImmutableDictionary<string, string>.Empty.Add("cuda:0", "GPU-aa").Add("cuda:1", "GPU-bb"),
        };
        using var runner = new ChildProcessRunner(options, TimeProvider.System);
        runner.Run(Order with { Slot = slot }, _heard.Add);
        var said = Assert.IsType<TrialEnded>(Next()).Detail;
        Assert.EndsWith($"sees={visible} last={_folder["shared"]}{option}", said, StringComparison.Ordinal);
    }

    private TrialSignal Next()
    {
        Assert.True(_heard.TryTake(out var signal, TimeSpan.FromSeconds(30)), "nothing was heard");
        return signal!;
    }

    [Fact]
    public void Messages_come_in_order_and_the_result_last()
    {
        using var runner = Runner("""
            echo '{"type":"progress","phase":"Train","step":1,"of":2,"loss":"NaN"}'
            echo 'a native library says hello'
            echo '{"type":"cost","seconds":0.5,"bytes":4000}'
            echo '{"type":"checkpoint","phase":"Train","step":1,"file":"c","sha256":"d"}'
            echo '{"type":"result","result":{"metrics":[],"artifacts":{},"seconds":{},"environment":{}}}'
            """);
        runner.Run(Order, _heard.Add);
        Assert.Equal(double.NaN, Assert.IsType<TrialMovedOn>(Next()).Progress.Loss);
        Assert.Equal(new ChildCost(0.5, 4000), Assert.IsType<TrialSpent>(Next()).Cost);
        Assert.Equal("c", Assert.IsType<TrialSaved>(Next()).Checkpoint.File);
        Assert.IsType<TrialSucceeded>(Next());
        var folder = runner.FolderOf(Order.Attempt);
        Assert.True(File.Exists(Path.Combine(folder, "spec.json")));
        Assert.Contains("a native library", File.ReadAllText(Path.Combine(folder, "stderr.log")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kill -9 $$", "SIGKILL")]
    [InlineData("kill -11 $$", "SIGSEGV")]
    [InlineData("kill -6 $$", "SIGABRT")]
    [InlineData("echo no luck >&2; exit 7", "exit code 7; it said: no luck")]
    [InlineData("exit 0", "without a result")]
    [InlineData("exit 130", "stopped by somebody else")]
    public void Child_that_ends_without_a_word_has_crashed(string script, string detail)
    {
        using var runner = Runner(script);
        runner.Run(Order, _heard.Add);
        var ended = Assert.IsType<TrialEnded>(Next());
        Assert.Equal(LossReason.Crashed, ended.Reason);
        Assert.Contains(detail, ended.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Child_that_found_an_earlier_one_in_its_folder_is_no_strike()
    {
        using var runner = Runner("exit 75");
        runner.Run(Order, _heard.Add);
        Assert.Equal(LossReason.Stopped, Assert.IsType<TrialEnded>(Next()).Reason);
    }

    [Fact]
    public void Exit_code_2_is_bad_input()
    {
        using var runner = Runner("echo 'scene.mat: truncated' >&2; exit 2");
        runner.Run(Order, _heard.Add);
        var failure = Assert.IsType<TrialGaveUp>(Next()).Failure;
        Assert.Equal((FailureKind.BadInput, 7L), (failure.Kind, failure.Seed));
        Assert.Contains("scene.mat: truncated", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stop_is_a_line_on_standard_input_and_leaving_is_no_crash()
    {
        using var runner = Runner("""
            echo '{"type":"progress","phase":"Train","step":0,"of":2}'; read line; [ "$line" = stop ] && exit 130
            """);
        runner.Run(Order, _heard.Add);
        Next();
        runner.Stop(Order.Attempt);
        Assert.Equal(LossReason.Stopped, Assert.IsType<TrialEnded>(Next()).Reason);
    }

    [Fact]
    public void Child_that_will_not_leave_is_killed_after_the_grace()
    {
        using var runner = Runner("""
            trap '' TERM INT; echo '{"type":"progress","phase":"Train","step":0,"of":2}'; while :; do sleep 1; done
            """, TimeSpan.FromMilliseconds(50));
        runner.Run(Order, _heard.Add);
        Next();
        runner.Stop(Order.Attempt);
        Assert.Equal(LossReason.Stopped, Assert.IsType<TrialEnded>(Next()).Reason);
    }

    [Fact]
    public void Outcome_waits_for_whoever_comes_late_until_it_is_forgotten()
    {
        using var runner = Runner("exit 3");
        runner.Run(Order, _heard.Add);
        var outcome = Next();
        runner.Run(Order, _heard.Add);
        Assert.Same(outcome, Next());
        Assert.Single(runner.Holding);
        runner.Forget(Order.Attempt);
        Assert.Empty(runner.Holding);
    }

    [Fact]
    public void Killing_all_ends_every_child()
    {
        using var runner = Runner("cat >/dev/null; exit 0");
        runner.Run(Order, _heard.Add);
        runner.KillAll();
        Assert.Equal(LossReason.Stopped, Assert.IsType<TrialEnded>(Next()).Reason);
    }

    [Fact]
    public void Endless_line_fills_nobodys_memory()
    {
        using var runner = Runner("""
            head -c 8000000 /dev/zero | tr '\0' x; echo
            echo '{"type":"failure","kind":"Diverged","message":"loss is NaN","step":3,"seed":7}'
            """);
        runner.Run(Order, _heard.Add);
        Assert.Equal(3, Assert.IsType<TrialGaveUp>(Next()).Failure.Step);
        Assert.InRange(new FileInfo(Path.Combine(runner.FolderOf(Order.Attempt), "stderr.log")).Length, 1, 1 << 21);
    }

    [Fact]
    public void Program_that_is_not_there_is_an_outcome_not_an_exception()
    {
        using var runner = new ChildProcessRunner(
            new RunnerOptions
            {
                TrialsFolder = _folder["trials"],
                SharedFolder = _folder["shared"],
                Command = new("/no/such/program", []),
            },
            TimeProvider.System);
        runner.Run(Order, _heard.Add);
        Assert.Contains("/no/such/program", Assert.IsType<TrialEnded>(Next()).Detail, StringComparison.Ordinal);
    }
}
