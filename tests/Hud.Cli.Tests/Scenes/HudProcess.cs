using System.Diagnostics;

namespace Hud.Cli.Tests.Scenes;

/// <summary>The real <c>hud</c>, started as a person would start it.</summary>
internal sealed record HudProcess(int ExitCode, string Output, string Error)
{
    /// <summary>Runs in a folder of its own, where no scenes are found unless the arguments name them.</summary>
    public static HudProcess Run(string folder, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "hud"), args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("HUD_DATA");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), $"hud {string.Join(' ', args)} does not end");
        return new(process.ExitCode, output.Result, error.Result);
    }
}
