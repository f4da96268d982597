using Hud.Cluster.Tests.Support;
using Hud.Engine.Training;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Runs;

/// <summary>SIGKILL, in every phase, at moments drawn from a seed; then the same command again.</summary>
[Collection("Runs")]
public sealed class KillTests(Undisturbed undisturbed)
{
    private static readonly string[] Baselines = ["gan", "vae", "mprnet", "unmixdiff", "ubf"];
    private static readonly string[] Phases = ["prepare", "train", "sample", "evaluate", "draw"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_killed_in_every_phase_and_continued_ends_with_the_bits_of_an_undisturbed_one(bool childrenToo)
    {
        using var experiment = new Experiment();
        var moments = new SeedTree(childrenToo ? 1 : 2).Derive("kill").Stream();
        foreach (var phase in Phases)
        {
            using var hud = experiment.Start();
            hud.WaitFor($"{phase} ");
            // Not to wait for anything: the moment within the phase is what varies.
            await Task.Delay(TimeSpan.FromMilliseconds(moments.NextInt(60)), TimeProvider.System, TestContext.Current.CancellationToken);
            if (childrenToo) hud.KillAll();
            else hud.KillAlone();
        }

        var (code, output, errors) = experiment.Run();
        Assert.True(code == 0, $"{output}\n{errors}");
        Assert.Equal(undisturbed.Bits, experiment.Bits());
    }

    [Fact]
    public async Task Baselines_killed_while_training_and_sampling_end_with_the_bits_of_an_undisturbed_run()
    {
        using var calm = new Experiment(methods: Baselines);
        var (code, output, errors) = calm.Run();
        Assert.True(code == 0, $"{output}\n{errors}");

        using var experiment = new Experiment(methods: Baselines);
        using var hud = experiment.Start();
        // Their children alone: what becomes of a run whose parent dies is told above.
        await Task.WhenAll(Baselines.Select(method => Task.Run(() => KillTwice(hud, experiment, method), TestContext.Current.CancellationToken)));
        Assert.True(hud.WaitForExit() == 0, $"{hud.Output}\n{hud.Errors}");
        Assert.Equal(calm.Bits(), experiment.Bits());
        // Whatever a single method escapes in its short sampling, not all do.
        Assert.Contains("attempt 3 (attempt 2 crashed: ended by SIGKILL", hud.Output, StringComparison.Ordinal);
        foreach (var method in Baselines) Assert.Matches($"{method} on .*attempt 2 \\(attempt 1 crashed: ended by SIGKILL", hud.Output);
    }

    private static async Task KillTwice(HudProcess hud, Experiment experiment, string method)
    {
        var moments = new SeedTree(3).Derive(method).Stream();
        foreach (var phase in (string[])["train", "sample"])
        {
            hud.WaitFor($"{method} on ", $": {phase} ");
            await Task.Delay(TimeSpan.FromMilliseconds(moments.NextInt(60)), TimeProvider.System, TestContext.Current.CancellationToken);
            foreach (var child in hud.Children().Where(child => experiment.IsOf(method, child))) HudProcess.Signal("KILL", child);
        }
    }

    [Fact]
    public void Attempt_after_a_kill_of_hud_alone_waits_until_the_old_child_has_left()
    {
        using var experiment = new Experiment();
        int child;
        using (var hud = experiment.Start())
        {
            hud.WaitFor("train 0/");
            child = Assert.Single(hud.Children());
            // A child that cannot move still holds its folder, although its parent is gone.
            HudProcess.Signal("STOP", child);
            hud.KillAlone();
        }

        using var next = experiment.Start();
        next.WaitFor("attempt 2");
        Assert.True(Directory.Exists($"/proc/{child}"));
        Assert.DoesNotContain("train", next.Output, StringComparison.Ordinal);
        HudProcess.Signal("CONT", child);
        Assert.Equal(0, next.WaitForExit());
        Assert.False(Directory.Exists($"/proc/{child}"));
        Assert.Equal(undisturbed.Bits, experiment.Bits());
    }

    [Fact]
    public void Child_killed_alone_is_followed_by_another_attempt_of_the_same_run()
    {
        using var experiment = new Experiment();
        using var hud = experiment.Start();
        hud.WaitFor("train 0/");
        HudProcess.Signal("KILL", Assert.Single(hud.Children()));
        Assert.Equal(0, hud.WaitForExit());
        Assert.Contains("attempt 2 (attempt 1 crashed: ended by SIGKILL", hud.Output, StringComparison.Ordinal);
        Assert.Equal(undisturbed.Bits, experiment.Bits());
    }
}
