using System.Runtime.CompilerServices;

namespace Hud.Tests.Shared;

/// <summary>Compares text with a stored file, byte for byte. HUD_ACCEPT_GOLDEN=1 stores the text instead, for a person to review.</summary>
internal static class Golden
{
    public static void Matches(string name, string text, [CallerFilePath] string test = "")
    {
        var path = PathOf(name, test);
        if (Environment.GetEnvironmentVariable("HUD_ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    public static string Read(string name, [CallerFilePath] string test = "") => File.ReadAllText(PathOf(name, test));

    private static string PathOf(string name, string test) => Path.Combine(Path.GetDirectoryName(test)!, "Golden", name);
}
