using System.IO.Compression;
using System.Text;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>An open MAT v5 file and the place of each of its variables.</summary>
internal sealed class MatReader : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly bool _bigEndian;
    private readonly List<(MatHeader Header, Element Place)> _variables = [];

    public MatReader(string path)
    {
        (_path, _stream) = (path, InputFile.Open(path));
        try
        {
            var source = ByteSource.OfFile(path, _stream);
            _bigEndian = ReadByteOrder(source);
            while (source.Remaining > 0) Index(source);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public IReadOnlyList<ArrayInfo> Infos => [.. _variables.Select(v => v.Header.Info)];

    public NumericArray Read(int index)
    {
        var (header, place) = _variables[index];
        using var content = Open(place);
        MatHeader.Read(content.Source, _bigEndian);
        var (source, tag) = (content.Source, MatTag.Read(content.Source, _bigEndian));
        if (MatCodes.Storage(tag.Type) is not { } storage)
            throw source.Error($"data type {tag.Type}", "is no type of real numbers: the file is damaged");
        if (tag.Bytes != header.Count * storage.Size)
            throw source.Error($"{tag.Bytes} bytes",
                $"{string.Join(" x ", header.Shape)} samples of {storage.Name} take {header.Count * storage.Size}: the file is damaged");
        if (tag.Bytes > source.Remaining)
            throw source.Error($"{tag.Bytes} bytes", $"only {source.Remaining} bytes of the variable are left: the file is damaged");
        var values = storage.Read(source, header.Count, _bigEndian, Strides.ColumnMajor(header.Shape.AsSpan()));
        content.Finish();
        return new(_path, header.Name, header.Shape, header.Type!.Name, values);
    }

    /// <summary>A text variable, or null when there is none of that name.</summary>
    public string? ReadText(string name)
    {
        var index = _variables.FindIndex(v => v.Header.Name == name && v.Header.Class == MatCodes.CharClass);
        if (index < 0) return null;
        using var content = Open(_variables[index].Place);
        MatHeader.Read(content.Source, _bigEndian);
        var tag = MatTag.Read(content.Source, _bigEndian);
        var bytes = content.Source.Take((int)Math.Min(tag.Bytes, content.Source.Remaining));
        var encoding = tag.Type switch
        {
            MatCodes.UInt16 or MatCodes.Utf16 => _bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode,
            _ => Encoding.UTF8,
        };
        return encoding.GetString(bytes);
    }

    public void Dispose() => _stream.Dispose();

    private static bool ReadByteOrder(ByteSource source)
    {
        var header = source.Take(MatCodes.FileHeaderBytes);
        var bigEndian = header[126] == 'M' && header[127] == 'I';
        if (!bigEndian && !(header[126] == 'I' && header[127] == 'M'))
            throw new InputException(source.File, "bytes 126-127", null, "must be 'IM' or 'MI' in a MAT v5 file");
        var version = bigEndian ? header[124] : header[125];
        return version == 1 ? bigEndian
            : throw new InputException(source.File, "bytes 124-125", $"{version}", "the version of a MAT v5 file must be 1");
    }

    private void Index(ByteSource source)
    {
        var start = source.Position;
        var tag = MatTag.Read(source, _bigEndian);
        if (tag.Type is not (MatCodes.Matrix or MatCodes.Compressed) || tag.Small)
            throw source.Error($"data type {tag.Type}", "a variable (data type 14 or 15) must start 8 bytes before: the file is damaged");
        if (tag.Bytes > source.Remaining)
            throw source.Error($"{tag.Bytes} bytes", $"the variable needs them but {source.Remaining} follow: the file is truncated");
        var place = new Element(start, source.Position, tag.Bytes, tag.Type == MatCodes.Compressed);
        if (tag.Bytes > 0)
        {
            using var content = Open(place);
            var header = MatHeader.Read(content.Source, _bigEndian);
            // Nameless elements are MATLAB's own subsystem data.
            if (header.Name.Length > 0) _variables.Add((header, place));
        }

        source.MoveTo(place.Data + tag.Bytes);
    }

    private Content Open(Element place)
    {
        _stream.Position = place.Data;
        var where = $"variable at byte {place.Start}";
        if (!place.Compressed) return new(new(_path, new SliceStream(_stream, place.Bytes), place.Bytes, where), null);

        where += ", inflated";
        var zlib = new ZLibStream(new SliceStream(_stream, place.Bytes), CompressionMode.Decompress);
        var inner = new ByteSource(_path, zlib, 8, where);
        var tag = MatTag.Read(inner, _bigEndian);
        if (tag.Type != MatCodes.Matrix || tag.Small)
            throw inner.Error($"data type {tag.Type}", "a compressed element must hold a variable (data type 14): the file is damaged");
        DecompressionLimit.Check(_path, where, place.Bytes, tag.Bytes);
        return new(new(_path, zlib, tag.Bytes, where), zlib);
    }

    private sealed record Element(long Start, long Data, uint Bytes, bool Compressed);

    private sealed record Content(ByteSource Source, ZLibStream? Zlib) : IDisposable
    {
        /// <summary>Runs to the end of compressed data, where its checksum is verified.</summary>
        public void Finish()
        {
            if (Zlib is null) return;
            Source.Skip(Source.Remaining);
            Source.Finish("more bytes than declared come out of the compressed data: the file is damaged");
        }

        public void Dispose() => Zlib?.Dispose();
    }
}
