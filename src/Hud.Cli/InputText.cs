using System.Text;
using Hud.Experiments;

namespace Hud.Cli;

/// <summary>Reads a text file that a person named.</summary>
internal static class InputText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="maximum">Largest size in bytes.</param>
    /// <exception cref="InputException">Missing, a folder, unreadable, too large, or not UTF-8.</exception>
    public static string Read(string path, long maximum)
    {
        if (Directory.Exists(path)) throw new InputException(path, null, null, "this is a folder; a file is needed");
        var file = new FileInfo(path);
        if (!file.Exists) throw new InputException(path, null, null, "no such file");
        if (file.Length > maximum)
            throw new InputException(path, null, $"{file.Length} bytes", $"a file of this kind has at most {maximum} bytes");
        try
        {
            return Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException bad)
        {
            throw new InputException(path, $"byte {bad.Index}", null, "not UTF-8 text", bad);
        }
        catch (Exception bad) when (bad is UnauthorizedAccessException or IOException)
        {
            throw new InputException(path, null, null, $"cannot be read: {bad.Message}", bad);
        }
    }
}
