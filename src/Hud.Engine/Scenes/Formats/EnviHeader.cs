using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>The text header of an ENVI image. Keys in any case and spacing, values in braces over several lines,
/// comments from ';' on a line of their own.</summary>
public sealed class EnviHeader
{
    private readonly string _path;
    private readonly EnviFields _fields;

    private EnviHeader(string path, EnviFields fields)
    {
        (_path, _fields) = (path, fields);
        if (fields.Has("file compression") && Integer("file compression", 0, 0, 1) == 1)
            throw fields.Error("file compression", "compressed ENVI files are not read; decompress it first");
        Rows = (int)Integer("lines", null, 1, int.MaxValue);
        Cols = (int)Integer("samples", null, 1, int.MaxValue);
        Bands = (int)Integer("bands", 1, 1, int.MaxValue);
        Offset = Integer("header offset", 0, 0, long.MaxValue);
        BigEndian = Integer("byte order", 0, 0, 1) == 1;
        Type = TypeOf(Integer("data type", null, 0, 99));
        Interleave = Enum.TryParse<Interleave>(fields.Text("interleave"), true, out var interleave)
            && Enum.IsDefined(interleave) && !char.IsAsciiDigit(fields.Text("interleave")[0])
            ? interleave
            : throw fields.Error("interleave", "must be bip, bil or bsq");
        Metadata = ReadMetadata();
    }

    /// <summary>"lines" of the header.</summary>
    public int Rows { get; }

    /// <summary>"samples" of the header.</summary>
    public int Cols { get; }

    public int Bands { get; }

    /// <summary>Bytes in the data file before the first sample.</summary>
    public long Offset { get; }

    public bool BigEndian { get; }

    public EnviType Type { get; }

    public Interleave Interleave { get; }

    public CubeMetadata Metadata { get; }

    /// <exception cref="InputException">Not an ENVI header, or a field is missing or wrong.</exception>
    public static EnviHeader Read(string path)
    {
        using var stream = InputFile.Open(path);
        if (stream.Length > EnviFields.LongestHeader)
            throw new InputException(path, null, $"{stream.Length} bytes", "ENVI headers are short texts");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new(path, EnviFields.Parse(path, reader.ReadToEnd()));
    }

    internal static bool IsHeader(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Encoding.UTF8.Preamble)) start = start[Encoding.UTF8.Preamble.Length..];
        return start.StartsWith("ENVI"u8) && (start.Length == 4 || start[4] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t');
    }

    private CubeMetadata ReadMetadata()
    {
        var wavelengths = _fields.Numbers("wavelength");
        if (wavelengths.Length > 0 && wavelengths.Length != Bands)
            throw _fields.Error("wavelength", $"{wavelengths.Length} wavelengths for {Bands} bands", showValue: false);
        var factor = _fields.Has("reflectance scale factor") ? _fields.Number("reflectance scale factor") : 1;
        if (factor <= 0 || !double.IsFinite(factor)) throw _fields.Error("reflectance scale factor", "must be above 0");
        return new(
            wavelengths,
            _fields.Has("wavelength units") ? _fields.Text("wavelength units") : "",
            (float)(1 / factor),
            _fields.Has("description") ? _fields.Text("description") : "",
            ColourBands());
    }

    private (int, int, int)? ColourBands()
    {
        var bands = _fields.Numbers("default bands");
        if (bands.Length != 3) return null;
        if (bands.Any(b => b < 1 || b > Bands || b != Math.Floor(b)))
            throw _fields.Error("default bands", $"must be band numbers from 1 to {Bands}");
        return ((int)bands[0] - 1, (int)bands[1] - 1, (int)bands[2] - 1);
    }

    private EnviType TypeOf(long code) => code switch
    {
        6 or 9 => throw _fields.Error("data type", "complex samples are not read; save the real part or the magnitude"),
        _ when Enum.IsDefined((EnviType)code) => (EnviType)code,
        _ => throw _fields.Error("data type", "must be 1, 2, 3, 4, 5, 12, 13, 14 or 15"),
    };

    private long Integer(string key, long? missing, long minimum, long maximum)
    {
        if (!_fields.Has(key)) return missing ?? throw new InputException(_path, null, key, "the header must have this field");
        return long.TryParse(_fields.Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
            && n >= minimum && n <= maximum
            ? n
            : throw _fields.Error(key, maximum == long.MaxValue
                ? $"must be a whole number of at least {minimum}"
                : $"must be a whole number from {minimum} to {maximum}");
    }
}
