namespace Hud.Tests.Shared;

/// <summary>The method that lives outside the engine, tests/OutsideMethod: built beside the tests.</summary>
internal static class OutsideMethodFiles
{
    /// <summary>Its assembly, of this build's configuration.</summary>
    public static string Assembly { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "OutsideMethod",
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), "OutsideMethod.dll"));

    /// <summary>A file of the repository.</summary>
    public static string Read(params string[] path)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "HudCluster.sln"))) at = at.Parent!;
        return File.ReadAllText(Path.Combine([at.FullName, .. path]));
    }
}
