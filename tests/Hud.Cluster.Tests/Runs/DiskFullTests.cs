using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Runs;

public sealed class DiskFullTests
{
    [Fact]
    public void Full_disk_is_said_clearly_and_the_run_goes_on_when_there_is_space()
    {
        using var folder = new TemporaryFolder();
        using var experiment = new Experiment();
        using var disk = SmallDisk.Mount(folder.Path, "1m");
        if (disk is null) return;
        var (code, output, errors) = HudProcess.Run("run", experiment.File, "--out", folder.Path);
        Assert.True(code is 1, $"{code}\n{output}\n{errors}");
        Assert.Matches("(?i)no space left|disk is full|disk full", output + errors);
        Assert.DoesNotContain("   at Hud.", output + errors, StringComparison.Ordinal);

        disk.Grow("64m");
        (code, output, errors) = HudProcess.Run("run", experiment.File, "--out", folder.Path);
        Assert.True(code is 0, $"{code}\n{output}\n{errors}");
    }
}
