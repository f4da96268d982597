using System.Security.Cryptography;

namespace Hud.Engine.Methods;

/// <summary>SHA-256 of a file, lower-case hex.</summary>
internal static class FileHash
{
    public static string Of(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Whether the file is there with this content.</summary>
    public static bool Matches(string path, string sha256) => File.Exists(path) && Of(path) == sha256;
}
