namespace Hud.Cli.Tests.Commands;

/// <summary>The folder of the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "HudCluster.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
