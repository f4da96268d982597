using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hud.Experiments.Files;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Writes MAT v5 files, little-endian, one zlib stream a variable.</summary>
internal static class MatWriter
{
    public static void Write(string path, IReadOnlyList<MatVariable> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        foreach (var variable in variables)
            if (variable.Bytes > int.MaxValue)
                throw new ArgumentException(
                    $"variable '{variable.Name}' takes {variable.Bytes} bytes; MAT v5 ends at 2 GiB", nameof(variables));

        AtomicFile.Write(path, stream =>
        {
            stream.Write(FileHeader());
            foreach (var variable in variables) WriteCompressed(stream, variable);
        });
    }

    private static byte[] FileHeader()
    {
        var header = new byte[MatCodes.FileHeaderBytes];
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, written by HudCluster".PadRight(116), header);
        header[125] = 1;
        (header[126], header[127]) = ((byte)'I', (byte)'M');
        return header;
    }

    private static void WriteCompressed(Stream stream, MatVariable variable)
    {
        var start = stream.Position;
        stream.Write(Tag(MatCodes.Compressed, 0));
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true)) WriteMatrix(zlib, variable);

        // How much compressed data came out is known only now.
        var end = stream.Position;
        stream.Position = start;
        stream.Write(Tag(MatCodes.Compressed, checked((uint)(end - start - 8))));
        stream.Position = end;
    }

    private static void WriteMatrix(Stream stream, MatVariable variable)
    {
        var prelude = new MemoryStream();
        var mxClass = variable.IsText ? MatCodes.CharClass : MatCodes.ClassOf(variable.Type);
        WriteElement(prelude, MatCodes.UInt32, [(byte)mxClass, 0, 0, 0, 0, 0, 0, 0]);
        WriteElement(prelude, MatCodes.Int32, [.. variable.Shape.SelectMany(BitConverter.GetBytes)]);
        WriteElement(prelude, MatCodes.Int8, Encoding.ASCII.GetBytes(variable.Name));
        prelude.Write(Tag(MatCodes.StorageOf(variable.Type), (uint)variable.Bytes));

        var padding = (int)((8 - (variable.Bytes % 8)) % 8);
        stream.Write(Tag(MatCodes.Matrix, checked((uint)(prelude.Length + variable.Bytes + padding))));
        prelude.WriteTo(stream);
        variable.VisitSlabs(new ToStream(stream));
        stream.Write(new byte[padding]);
    }

    private static void WriteElement(Stream stream, uint type, ReadOnlySpan<byte> content)
    {
        stream.Write(Tag(type, (uint)content.Length));
        stream.Write(content);
        stream.Write(new byte[(8 - (content.Length % 8)) % 8]);
    }

    private static byte[] Tag(uint type, uint bytes)
    {
        var tag = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(tag, type);
        BinaryPrimitives.WriteUInt32LittleEndian(tag.AsSpan(4), bytes);
        return tag;
    }

    private sealed class ToStream(Stream stream) : MatVariable.ISlabVisitor
    {
        public void Visit<T>(T[] columnMajor, int lastAxisStart, int lastAxisCount) where T : unmanaged, System.Numerics.INumberBase<T> =>
            NpyFile.WriteSamples<T>(stream, columnMajor);
    }
}
