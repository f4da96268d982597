using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Runs;

[Collection("Runs")]
public sealed class InterruptTests(Undisturbed undisturbed)
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void First_signal_saves_a_checkpoint_and_leaves_and_the_same_command_continues(string signal)
    {
        using var experiment = new Experiment();
        using (var hud = experiment.Start())
        {
            hud.WaitFor("train 0/");
            var child = Assert.Single(hud.Children());
            // A terminal's Ctrl-C reaches the child too.
            if (signal == "INT") HudProcess.Signal("INT", child);
            hud.Signal(signal);
            Assert.Equal(130, hud.WaitForExit());
            Assert.Contains("the same 'hud run' again continues", hud.Output, StringComparison.Ordinal);
            Assert.False(Directory.Exists($"/proc/{child}"));
        }

        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(Assert.Single(experiment.Trials), "checkpoints")));
        var (code, output, errors) = experiment.Run();
        Assert.True(code == 0, $"{output}\n{errors}");
        Assert.DoesNotContain("train 0/", output, StringComparison.Ordinal);
        Assert.Equal(undisturbed.Bits, experiment.Bits());
    }

    [Fact]
    public void Second_signal_leaves_at_once_and_takes_the_children_along()
    {
        using var experiment = new Experiment();
        using var hud = experiment.Start();
        hud.WaitFor("train 0/");
        var child = Assert.Single(hud.Children());
        // A child that cannot answer would keep a polite hud waiting for a minute.
        HudProcess.Signal("STOP", child);
        hud.Signal("INT");
        hud.WaitFor("press Ctrl-C again");
        hud.Signal("INT");
        Assert.Equal(130, hud.WaitForExit());
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{child}"), TimeSpan.FromSeconds(5)));
    }
}
