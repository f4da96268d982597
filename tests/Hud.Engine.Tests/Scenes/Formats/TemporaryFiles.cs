using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

internal static class TemporaryFiles
{
    /// <summary>Puts a file there and returns its path.</summary>
    public static string Holding(this TemporaryFolder folder, string name, byte[] content)
    {
        // Some file systems flush to disk when an existing file is overwritten: thousands of times that is minutes.
        File.Delete(folder[name]);
        File.WriteAllBytes(folder[name], content);
        return folder[name];
    }
}
