namespace Hud.Cluster.Tests.Telemetry;

/// <summary>Files of the repository itself.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string File(string name) => Path.Combine(Root, name);

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(at.FullName, "HudCluster.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
