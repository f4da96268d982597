using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

internal enum FileKind { Npy, Npz, Mat, Hdf5, Envi }

/// <summary>Tells array files apart by their first bytes.</summary>
internal static class FileKinds
{
    // An HDF5 file may start with a block of its program's own: MATLAB's takes 512 bytes.
    private const int LongestUserBlock = 2048;

    private static ReadOnlySpan<byte> Hdf5Signature => "\u0089HDF\r\n\u001a\n"u8[1..];

    /// <exception cref="InputException">Missing, unreadable, empty, or of no known kind.</exception>
    public static FileKind Of(string path)
    {
        var start = new byte[LongestUserBlock + 8];
        int length;
        using (var stream = InputFile.Open(path)) length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var bytes = start.AsSpan(0, length);

        if (bytes.StartsWith(NpyHeader.Magic)) return FileKind.Npy;
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8)) return FileKind.Npz;
        for (var at = 0; at + 8 <= length; at = at == 0 ? 512 : at * 2)
            if (bytes[at] == 0x89 && bytes.Slice(at + 1, 7).SequenceEqual(Hdf5Signature[1..])) return FileKind.Hdf5;
        if (length >= MatCodes.FileHeaderBytes && bytes[126..128] is [(byte)'I', (byte)'M'] or [(byte)'M', (byte)'I'])
            return FileKind.Mat;
        if (EnviHeader.IsHeader(bytes) || EnviFiles.HeaderBeside(path) is not null) return FileKind.Envi;
        if (length == 0) throw new InputException(path, null, null, "is empty");
        throw new InputException(path, "first bytes", Convert.ToHexStringLower(bytes[..Math.Min(8, length)]),
            "must be those of a MAT (v5, v7, v7.3), .npy, .npz or ENVI file");
    }
}
