using System.Security.Cryptography;
using System.Text;

namespace Hud.Engine.Scenes;

/// <summary>SHA-256 as lower-case hex.</summary>
internal static class FileHash
{
    public static string Of(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>One hash over several facts, for example the hashes of a scene's files.</summary>
    public static string Over(params ReadOnlySpan<string> facts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', facts))));
}
