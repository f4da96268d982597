using System.Diagnostics;
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
        if (!Shell("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.Path))
        {
            TestContext.Current.SendDiagnosticMessage("NOT TESTED: a full disk needs root, to mount a small tmpfs");
            Console.Error.WriteLine("NOT TESTED: a full disk needs root, to mount a small tmpfs");
            return;
        }

        try
        {
            var (code, output, errors) = HudProcess.Run("run", experiment.File, "--out", folder.Path);
            Assert.True(code is 1, $"{code}\n{output}\n{errors}");
            Assert.Matches("(?i)no space left|disk is full|disk full", output + errors);
            Assert.DoesNotContain("   at Hud.", output + errors, StringComparison.Ordinal);

            Assert.True(Shell("mount", "-o", "remount,size=64m", folder.Path));
            (code, output, errors) = HudProcess.Run("run", experiment.File, "--out", folder.Path);
            Assert.True(code is 0, $"{code}\n{output}\n{errors}");
        }
        finally
        {
            Shell("umount", "-l", folder.Path);
        }
    }

    private static bool Shell(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
