using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Which data file belongs to which ENVI header.</summary>
internal static class EnviFiles
{
    private static readonly string[] DataEndings = ["", ".img", ".dat", ".raw", ".bin", ".bsq", ".bil", ".bip", ".cube"];

    /// <summary>Header and data file of either one.</summary>
    /// <exception cref="InputException">The other one is missing.</exception>
    public static (string Header, string Data) Of(string path)
    {
        bool isHeader;
        using (var stream = InputFile.Open(path))
        {
            var start = new byte[16];
            isHeader = EnviHeader.IsHeader(start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        }

        if (!isHeader)
            return (HeaderBeside(path) ?? throw new InputException(path, null, null,
                $"no ENVI header beside it ({Path.GetFileName(path)}.hdr or {Path.GetFileNameWithoutExtension(path)}.hdr)"), path);

        var stem = IsHdr(path) ? path[..^4] : path;
        var candidates = DataEndings.SelectMany(e => new[] { stem + e, stem + e.ToUpperInvariant() }).Distinct().Where(c => c != path);
        return (path, candidates.FirstOrDefault(File.Exists) ?? throw new InputException(path, null, null,
            $"no data file beside the header ({Path.GetFileName(stem)} with {string.Join(", ", DataEndings[1..])} or no ending)"));
    }

    /// <summary>The header of a data file, or null.</summary>
    public static string? HeaderBeside(string dataPath)
    {
        var stem = Path.ChangeExtension(dataPath, null);
        return new[] { dataPath + ".hdr", stem + ".hdr", dataPath + ".HDR", stem + ".HDR" }
            .FirstOrDefault(c => c != dataPath && File.Exists(c));
    }

    private static bool IsHdr(string path) => Path.GetExtension(path).Equals(".hdr", StringComparison.OrdinalIgnoreCase);
}
