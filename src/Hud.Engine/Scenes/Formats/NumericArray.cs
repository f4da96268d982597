using System.Collections.Immutable;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>A numeric variable of a file. Values come in C (row-major) order of the logical shape, whatever order the
/// file stores.</summary>
public sealed class NumericArray
{
    private readonly StoredValues _values;

    internal NumericArray(string file, string name, ImmutableArray<int> shape, string type, StoredValues values) =>
        (File, Name, Shape, Type, _values) = (file, name, shape, type, values);

    /// <summary>The file it was read from, for messages.</summary>
    public string File { get; }

    public string Name { get; }

    /// <summary>Logical shape, as MATLAB's size() or NumPy's .shape print it; empty for a NumPy scalar.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>NumPy's name of the sample type: "uint16", "float32", "bool", ... For MAT files it is the class that MATLAB
    /// shows, though the file may store a double as bytes.</summary>
    public string Type { get; }

    public long Count => _values.Count;

    /// <summary>As float32, rounded to nearest. A float32 array stored row-major is handed out itself, not a copy.</summary>
    public float[] ToSingles() => _values.ToRowMajor<float>([.. Shape]);

    /// <summary>As float64. A float64 array stored row-major is handed out itself, not a copy.</summary>
    public double[] ToDoubles() => _values.ToRowMajor<double>([.. Shape]);

    /// <summary>As bytes, for class maps.</summary>
    /// <exception cref="InputException">A value is not a whole number from 0 to 255.</exception>
    public byte[] ToBytes()
    {
        if (Type is "uint8" or "bool") return _values.ToRowMajor<byte>([.. Shape]);
        var wide = ToDoubles();
        var bytes = new byte[wide.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            bytes[i] = (byte)wide[i];
            if (bytes[i] != wide[i]) throw DoesNotFit(i, wide[i]);
        }

        return bytes;
    }

    /// <summary>One slice along the first axis (one cube of a set) as float32, row-major.</summary>
    internal float[] SliceToSingles(int index) => _values.ToRowMajor<float>([.. Shape[1..]], index * _values.Strides[0]);

    private InputException DoesNotFit(int index, double value)
    {
        var place = string.Join(", ", Strides.RowMajor(Shape.AsSpan()).Zip(Shape, (step, n) => index / step % n));
        return new InputException(File, $"variable '{Name}', element ({place})",
            value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "must be a whole number from 0 to 255 here");
    }
}
