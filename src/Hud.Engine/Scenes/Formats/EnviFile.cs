using System.Globalization;
using System.Numerics;
using System.Text;
using Hud.Experiments;
using Hud.Experiments.Files;

namespace Hud.Engine.Scenes.Formats;

/// <summary>ENVI images: a text header and a raw data file beside it, in BIP, BIL or BSQ order.</summary>
public static class EnviFile
{
    // Data is turned into the file's order this many samples at a time.
    private const int SlabSamples = 1 << 22;

    /// <param name="path">The header or the data file.</param>
    /// <exception cref="InputException">Either is missing or wrong, or the data is shorter than the header says.</exception>
    public static EnviImage Read(string path)
    {
        var (headerPath, dataPath) = EnviFiles.Of(path);
        var header = EnviHeader.Read(headerPath);
        var (rows, cols, bands) = (header.Rows, header.Cols, header.Bands);
        var count = InputFile.Count(headerPath, "'lines' x 'samples' x 'bands'", [rows, cols, bands]);
        var type = EnviTypes.ElementTypeOf(header.Type);
        using var stream = InputFile.Open(dataPath);
        if (header.Offset > stream.Length || count * type.Size > stream.Length - header.Offset)
            throw new InputException(dataPath, $"byte {header.Offset}", $"{stream.Length} bytes",
                $"{rows} x {cols} x {bands} samples of {type.Name} take {count * type.Size} bytes after the header offset: " +
                "the file is truncated or its header is wrong");
        var source = ByteSource.OfFile(dataPath, stream);
        source.Skip(header.Offset);
        var strides = EnviTypes.StridesOf(header.Interleave, rows, cols, bands);
        var values = type.Read(source, count, header.BigEndian, strides);
        return new(new(dataPath, NameOf(dataPath), [rows, cols, bands], type.Name, values), header);
    }

    /// <summary>Size and type, from the header alone.</summary>
    public static ArrayInfo Info(string path)
    {
        var (headerPath, dataPath) = EnviFiles.Of(path);
        var header = EnviHeader.Read(headerPath);
        return new(NameOf(dataPath), [header.Rows, header.Cols, header.Bands], EnviTypes.ElementTypeOf(header.Type).Name);
    }

    /// <summary>Writes the header and, beside it, the data as .img, little-endian.</summary>
    /// <param name="headerPath">Ends in .hdr.</param>
    /// <exception cref="ArgumentException">A value does not fit the integer type (values are rounded to nearest).</exception>
    public static void Write(
        string headerPath, Cube cube, CubeMetadata meta, Interleave interleave = Interleave.Bip, EnviType type = EnviType.Float32) =>
        Write(headerPath, Path.ChangeExtension(headerPath, ".img"), cube, meta, interleave, type);

    internal static void Write(
        string headerPath, string dataPath, Cube cube, CubeMetadata meta, Interleave interleave, EnviType type)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(meta);
        if (!meta.Wavelengths.IsDefaultOrEmpty && meta.Wavelengths.Length != cube.Bands)
            throw new ArgumentException($"{meta.Wavelengths.Length} wavelengths for {cube.Bands} bands", nameof(meta));
        var element = EnviTypes.ElementTypeOf(type);
        AtomicFile.Write(dataPath, stream => element.Visit(new Writing(stream, cube, interleave)));
        try
        {
            AtomicFile.WriteText(headerPath, HeaderText(cube, meta, interleave, type));
        }
        catch
        {
            File.Delete(dataPath);
            throw;
        }
    }

    private static string NameOf(string dataPath) => Path.GetFileNameWithoutExtension(dataPath);

    private static string HeaderText(Cube cube, CubeMetadata meta, Interleave interleave, EnviType type)
    {
        var text = new StringBuilder("ENVI\n");
        void Line(string key, FormattableString value) => text.Append(key).Append(" = ").Append(FormattableString.Invariant(value)).Append('\n');

        if (meta.Description.Length > 0) Line("description", $"{{{meta.Description.Replace('{', '(').Replace('}', ')')}}}");
        Line("samples", $"{cube.Cols}");
        Line("lines", $"{cube.Rows}");
        Line("bands", $"{cube.Bands}");
        Line("header offset", $"0");
        Line("file type", $"ENVI Standard");
        Line("data type", $"{(int)type}");
        Line("interleave", $"{interleave.ToString().ToLowerInvariant()}");
        Line("byte order", $"0");
        // ENVI divides by this factor, we multiply by ours.
        if (meta.Scale != 1) Line("reflectance scale factor", $"{1 / (double)meta.Scale:R}");
        if (meta.ColourBands is var (red, green, blue)) Line("default bands", $"{{{red + 1}, {green + 1}, {blue + 1}}}");
        if (meta.WavelengthUnit.Length > 0) Line("wavelength units", $"{meta.WavelengthUnit}");
        if (!meta.Wavelengths.IsDefaultOrEmpty)
            Line("wavelength", $"{{{string.Join(", ", meta.Wavelengths.Select(w => w.ToString("R", CultureInfo.InvariantCulture)))}}}");
        return text.ToString();
    }

    private sealed class Writing(Stream stream, Cube cube, Interleave interleave) : ElementType.IVisitor<int>
    {
        public int Visit<T>() where T : unmanaged, INumberBase<T>
        {
            var (rows, cols, bands) = (cube.Rows, cube.Cols, cube.Bands);
            var (sizes, strides) = interleave switch
            {
                Interleave.Bip => (new[] { rows, cols, bands }, new[] { (long)cols * bands, bands, 1 }),
                Interleave.Bil => (new[] { rows, bands, cols }, new[] { (long)cols * bands, 1, bands }),
                _ => (new[] { bands, rows, cols }, new[] { 1, (long)cols * bands, bands }),
            };
            var step = Math.Clamp(SlabSamples / (sizes[1] * sizes[2]), 1, sizes[0]);
            for (var start = 0; start < sizes[0]; start += step)
            {
                int[] part = [Math.Min(step, sizes[0] - start), sizes[1], sizes[2]];
                var slab = new float[part[0] * part[1] * part[2]];
                StridedCopy.ToRowMajor(cube.Data, start * strides[0], part, strides, slab);
                if (slab is T[] same) NpyFile.WriteSamples<T>(stream, same);
                else NpyFile.WriteSamples<T>(stream, Array.ConvertAll(slab, Convert<T>));
            }

            return 0;
        }

        private static T Convert<T>(float value) where T : unmanaged, INumberBase<T>
        {
            if (typeof(T) == typeof(double)) return T.CreateChecked(value);
            try
            {
                return T.CreateChecked(MathF.Round(value));
            }
            catch (OverflowException e)
            {
                throw new ArgumentException(FormattableString.Invariant($"the value {value} does not fit {typeof(T).Name}"), e);
            }
        }
    }
}
