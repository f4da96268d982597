using System.Runtime.CompilerServices;

namespace Hud.Tests.Shared;

/// <summary>Where the real scenes are: $HUD_DATA, else the first <c>shared/data</c> or <c>data</c> found on the way up
/// from the test assembly. When some are missing, one loud line at the end of the process names what was not run.</summary>
internal static class RealData
{
    private static readonly NotRun NotRun = new("REAL DATA MISSING (set HUD_DATA)");

    /// <summary>The folder that holds the real scenes, or null when this machine has none.</summary>
    public static string? Folder { get; } = FindFolder();

    /// <summary>Full path of a real file, for example <c>recon8/PaviaU_recon8.mat</c>. Where it is missing the calling
    /// test is named in the loud line and ends as skipped, so it never counts as passed.</summary>
    public static string Require(
        string file, [CallerMemberName] string test = "", [CallerFilePath] string source = "")
    {
        if (Folder is { } folder && Path.Combine(folder, file) is var path && File.Exists(path)) return path;
        NotRun.Remember($"{Path.GetFileNameWithoutExtension(source)}.{test} ({file})");
        Assert.Skip($"needs the real file {file}; set HUD_DATA to the folder that holds it");
        throw new InvalidOperationException("Assert.Skip returned");
    }

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable("HUD_DATA") is { Length: > 0 } given) return given;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            foreach (var name in (string[])["shared/data", "data"])
            {
                var candidate = Path.Combine(at.FullName, name);
                if (File.Exists(Path.Combine(candidate, "PaviaU_gt.mat"))) return candidate;
            }
        }

        return null;
    }
}
