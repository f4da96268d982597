using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Header of the .npy format, versions 1.0 to 3.0 (numpy.lib.format).</summary>
/// <param name="Type">Null when the samples are not plain real numbers.</param>
/// <param name="Descriptor">NumPy's type code as the file spells it.</param>
internal sealed partial record NpyHeader(
    ImmutableArray<int> Shape, ElementType? Type, string Descriptor, bool BigEndian, bool FortranOrder, long Count)
{
    // NumPy itself refuses longer ones: a header is a line of text.
    private const int LongestHeader = 10_000;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public ArrayInfo Info(string name) => new(name, Shape, Type?.Name ?? KindOf(Descriptor));

    public static NpyHeader Read(ByteSource source)
    {
        if (!source.Take(6).AsSpan().SequenceEqual(Magic)) throw source.Error(null, "is not a NumPy array file (.npy)");
        var version = source.Take(2);
        if (version[0] is < 1 or > 3) throw source.Error($"{version[0]}.{version[1]}", "only .npy 1.0 to 3.0 are known");
        var length = version[0] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(source.Take(2))
            : BinaryPrimitives.ReadUInt32LittleEndian(source.Take(4));
        if (length > LongestHeader) throw source.Error($"{length}", $"headers are at most {LongestHeader} bytes long");
        var text = Encoding.UTF8.GetString(source.Take((int)length));
        return Parse(source, text.TrimEnd());
    }

    /// <summary>The whole preamble of a little-endian, row-major file, padded so that the samples start aligned.</summary>
    public static byte[] Write(string descriptor, ReadOnlySpan<int> shape)
    {
        var sizes = string.Join(", ", shape.ToArray()) + (shape.Length == 1 ? "," : "");
        var text = $"{{'descr': '{descriptor}', 'fortran_order': False, 'shape': ({sizes}), }}";
        var padded = ((10 + text.Length + 1 + 63) / 64 * 64) - 10;
        var bytes = new byte[10 + padded];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)padded);
        Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + "\n", bytes.AsSpan(10));
        return bytes;
    }

    private static NpyHeader Parse(ByteSource source, string text)
    {
        var match = Dictionary().Match(text);
        var keys = match.Groups["key"].Captures.Select(c => c.Value).ToList();
        if (!match.Success || !keys.Order(StringComparer.Ordinal).SequenceEqual(["descr", "fortran_order", "shape"]))
            throw source.Error(Shorten(text), "the header must be a dictionary of 'descr', 'fortran_order' and 'shape'");

        string ValueOf(string key) => match.Groups["value"].Captures[keys.IndexOf(key)].Value;
        var sizes = ValueOf("shape").Trim('(', ')').Split(',', StringSplitOptions.TrimEntries)
            .Where(s => s.Length > 0).Select(s => Size(source, s)).ToList();
        var count = InputFile.Count(source.File, $"byte {source.Position}, 'shape'", sizes);
        var descriptor = ValueOf("descr").Trim('\'', '"');
        var fortran = ValueOf("fortran_order");
        if (fortran is not ("True" or "False"))
            throw source.Error(Shorten(fortran), "'fortran_order' must be True or False");
        return new(
            [.. sizes.Select(s => (int)s)], TypeOf(descriptor), descriptor, descriptor.StartsWith('>'),
            fortran == "True", count);
    }

    private static long Size(ByteSource source, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw source.Error(Shorten(text), "'shape' must be a tuple of whole numbers");

    private static ElementType? TypeOf(string descriptor) => descriptor.TrimStart('<', '>', '|', '=') switch
    {
        "b1" => ElementType.Bool,
        "i1" => ElementType.Int8,
        "u1" => ElementType.UInt8,
        "i2" => ElementType.Int16,
        "u2" => ElementType.UInt16,
        "i4" => ElementType.Int32,
        "u4" => ElementType.UInt32,
        "i8" => ElementType.Int64,
        "u8" => ElementType.UInt64,
        "f2" => ElementType.Float16,
        "f4" => ElementType.Float32,
        "f8" => ElementType.Float64,
        _ => null,
    };

    private static string KindOf(string descriptor) => descriptor.TrimStart('<', '>', '|', '=').FirstOrDefault() switch
    {
        'c' => $"complex ({descriptor})",
        'O' => "object",
        'U' or 'S' or 'a' => $"text ({descriptor})",
        'f' => $"long double ({descriptor})",
        _ => $"structured ({Shorten(descriptor)})",
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..57] + "...";

    [GeneratedRegex("""
        ^\{\s*(?:['"](?<key>\w+)['"]\s*:\s*(?<value>'[^']*'|"[^"]*"|True|False|\w+|\([^()]*\)|\[.*?\])\s*(?:,\s*)?){3}\}$
        """, RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Dictionary();
}
