using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Hud.Cluster.Tests.Support;
using Hud.Experiments.Plans;
using Hud.Node.Child;
using Hud.Node.Processes;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Processes;

/// <summary>Processes that wait for a device's next trial.</summary>
[Collection("Processes")]
public sealed class StandbyTests : IDisposable
{
    /// <summary>Says what it was: with a folder from the start, or waiting for one.</summary>
    private const string Script = """
        if [ "$0" = --shared ]; then
          mkdir -p "$1"; echo "$CUDA_VISIBLE_DEVICES $*" > "$1/env"; echo $$ > "$1/pid"
          while read -r word rest; do [ "$word" = run ] && break; echo "$rest" > "$1/expected"; done
          [ "$word" = run ] || exit 0
          echo waited > "$rest/who"
        else
          echo fresh > "$0/who"
        fi
        echo '{"type":"result","result":{"metrics":[],"artifacts":{},"seconds":{},"environment":{}}}'
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly BlockingCollection<TrialSignal> _heard = [];

    public void Dispose()
    {
        _folder.Dispose();
        _heard.Dispose();
    }

    private static ChildCommand Shell => new("/bin/sh", ["-c", Script]);

    private ChildProcessRunner Runner(ChildCommand command, bool prefetch = true, Func<bool>? memoryIsShort = null) => new(
        new RunnerOptions
        {
            TrialsFolder = _folder["trials"],
            SharedFolder = _folder["shared"],
            Command = command,
            Prefetch = prefetch,
            Gpus = ImmutableDictionary<string, string>.Empty.Add("cuda:0", "GPU-7"),
            MemoryIsShort = memoryIsShort ?? (() => false),
        },
        TimeProvider.System);

    private static TrialSpec Spec(long seed = 7) => new(
        new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), "hud", seed,
        new Budget(1, 1, 1, 16), new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32),
        ImmutableSortedDictionary<string, string>.Empty, 1);

    private static NodeProtocol.StartAttempt Order(TrialSpec spec, string slot = "cpu:0") =>
        new(new AttemptId(TrialKey.Of(spec), 1), 1, slot, spec, null);

    private TrialSucceeded Run(ChildProcessRunner runner, NodeProtocol.StartAttempt order)
    {
        runner.Run(order, _heard.Add);
        TrialSignal? signal;
        do Assert.True(_heard.TryTake(out signal, TimeSpan.FromMinutes(2)), "nothing was heard");
        while (signal is not TrialOutcome);
        return Assert.IsType<TrialSucceeded>(signal);
    }

    private string Who(ChildProcessRunner runner, NodeProtocol.StartAttempt order)
    {
        Run(runner, order);
        return File.ReadAllText(Path.Combine(runner.FolderOf(order.Attempt), "who")).Trim();
    }

    /// <returns>Id of the process that waits.</returns>
    private int Waiting()
    {
        WaitFor("shared/pid");
        return int.Parse(File.ReadAllText(_folder["shared/pid"]), CultureInfo.InvariantCulture);
    }

    private static void AwaitDeath(int id) =>
        Assert.True(SpinWait.SpinUntil(() => !IsAlive(id), TimeSpan.FromSeconds(30)), "it still waits");

    private void WaitFor(string file) =>
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_folder[file]) && File.ReadAllText(_folder[file]).EndsWith('\n'), TimeSpan.FromSeconds(30)), file);

    [Fact]
    public void Process_that_was_told_what_comes_runs_it_and_whatever_else_comes_instead()
    {
        using var runner = Runner(Shell);
        runner.Expect("cpu:0", Spec());
        WaitFor("shared/expected");
        Assert.Equal(Spec().Seed, JsonSerializer.Deserialize(File.ReadAllText(_folder["shared/expected"]), HudJson.Default.TrialSpec)!.Seed);
        Assert.Equal("fresh", Who(runner, Order(Spec(2), "cpu:1")));
        Assert.Equal("waited", Who(runner, Order(Spec(3))));
        Assert.Equal("fresh", Who(runner, Order(Spec(4))));
    }

    [Fact]
    public void Process_that_died_while_it_waited_is_missed_by_nobody()
    {
        using var runner = Runner(Shell);
        runner.Expect("cpu:0", Spec());
        var id = Waiting();
        HudProcess.Signal("KILL", id);
        AwaitDeath(id);
        Assert.Equal("fresh", Who(runner, Order(Spec())));
    }

    [Fact]
    public void Nobody_waits_longer_than_the_node_lives_or_where_it_is_not_wanted()
    {
        int id;
        using (var runner = Runner(Shell))
        {
            runner.Expect("cpu:0", Spec());
            id = Waiting();
        }

        AwaitDeath(id);
        File.Delete(_folder["shared/pid"]);
        using var without = Runner(Shell, prefetch: false);
        without.Expect("cpu:0", Spec());
        Assert.Equal("fresh", Who(without, Order(Spec())));
        Assert.False(File.Exists(_folder["shared/pid"]));
    }

    [Fact]
    public void Process_that_waits_is_no_trial_and_ends_when_nothing_comes()
    {
        using var runner = Runner(Shell);
        runner.Expect("cpu:0", Spec());
        var id = Waiting();
        Assert.True(runner.IsQuiet);
        Assert.Empty(runner.Holding);
        runner.Expect("cpu:0", Spec(2));
        Assert.Equal(id, Waiting());
        runner.Expect("cpu:0", null);
        AwaitDeath(id);
        Assert.Equal("fresh", Who(runner, Order(Spec(2))));
    }

    [Fact]
    public void Process_that_waits_gives_its_memory_back_when_memory_is_short()
    {
        var isShort = false;
        using var runner = Runner(Shell, memoryIsShort: () => Volatile.Read(ref isShort));
        runner.Expect("cpu:0", Spec());
        var id = Waiting();
        Volatile.Write(ref isShort, true);
        AwaitDeath(id);
        File.Delete(_folder["shared/pid"]);
        runner.Expect("cpu:0", Spec());
        Assert.Equal("fresh", Who(runner, Order(Spec())));
        Assert.False(File.Exists(_folder["shared/pid"]));
    }

    [Theory]
    [InlineData("cpu:0", " SHARED")]
    [InlineData("cuda:0", "GPU-7 SHARED --gpu")]
    public void Process_that_waits_sees_the_device_of_its_slot_alone(string slot, string expected)
    {
        using var runner = Runner(Shell);
        runner.Expect(slot, Spec());
        Waiting();
        // The shell takes the first argument for its own name.
        Assert.Equal(expected.Replace("SHARED", _folder["shared"], StringComparison.Ordinal), File.ReadAllText(_folder["shared/env"]).TrimEnd());
        Assert.Equal("waited", Who(runner, Order(Spec(), slot)));
    }

    [Fact]
    public void Process_that_waits_is_the_first_to_go_when_memory_runs_out()
    {
        static string Score() => File.ReadAllText("/proc/self/oom_score_adj").Trim();
        var before = Score();
        Assert.Equal("1000", Expendable.While(Score));
        Assert.Equal(before, Score());
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(11, false)]
    public void Less_than_a_tenth_of_the_memory_is_short(int available, bool expected) =>
        Assert.Equal(expected, SystemMemory.IsShort(["MemTotal:   100 kB", "MemFree:   1 kB", $"MemAvailable:   {available} kB"]));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Trial_of_a_process_that_waited_ends_with_the_bits_of_any_other(bool right)
    {
        using var runner = Runner(new ChildCommand(Path.Combine(AppContext.BaseDirectory, "hud"), [ChildCommand.Verb]));
        using var experiment = new Experiment();
        File.WriteAllText(experiment.File, File.ReadAllText(experiment.File).Replace("threads: 1", "threads: 2", StringComparison.Ordinal));
        Assert.Equal(0, experiment.Run().ExitCode);
        var spec = JsonSerializer.Deserialize(
            File.ReadAllBytes(Path.Combine(experiment.Trials.Single(), "spec.json")), HudJson.Default.TrialSpec)!;
        runner.Expect("cpu:0", right ? spec : spec with { Scene = spec.Scene with { Name = "no-such-scene" } });
        if (right)
        {
            Assert.True(
                SpinWait.SpinUntil(
                    () => Directory.Exists(_folder["shared"]) && Directory.GetDirectories(_folder["shared"], "unmixing-*").Length == 1,
                    TimeSpan.FromMinutes(2)),
                "the scene was not prepared");
        }

        var order = Order(spec);
        var artifacts = Run(runner, order).Result.Artifacts;
        Assert.Superset(new HashSet<string>(["checkpoint.safetensors", "samples.npy", "metrics.json", "log.jsonl"]), artifacts.Keys.ToHashSet());
        Assert.All(artifacts, file => Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(experiment.Trials.Single(), file.Key)))), file.Value));
    }

    /// <summary>A process that nobody has waited for yet is dead all the same.</summary>
    private static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
