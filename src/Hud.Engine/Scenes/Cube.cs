namespace Hud.Engine.Scenes;

/// <summary>A hyperspectral cube: rows x cols x bands of float32, one pixel's bands contiguous (BIP).</summary>
public sealed class Cube
{
    public Cube(int rows, int cols, int bands) : this(rows, cols, bands, new float[checked(rows * cols * bands)]) { }

    /// <param name="data">rows * cols * bands values, not copied.</param>
    public Cube(int rows, int cols, int bands, float[] data)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cols);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bands);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length != (long)rows * cols * bands)
            throw new ArgumentException($"{data.Length} values do not fill {rows} x {cols} x {bands}", nameof(data));
        (Rows, Cols, Bands, Data) = (rows, cols, bands, data);
    }

    public int Rows { get; }

    public int Cols { get; }

    public int Bands { get; }

    public int Pixels => Rows * Cols;

    public float[] Data { get; }

    public Span<float> Pixel(int index) => Data.AsSpan(index * Bands, Bands);

    public Span<float> Pixel(int row, int col) => Pixel((row * Cols) + col);

    /// <summary>A copy of the window with its upper left corner at (row, col).</summary>
    public Cube Crop(int row, int col, int rows, int cols)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfNegative(col);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row + rows, Rows, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(col + cols, Cols, nameof(cols));
        var crop = new Cube(rows, cols, Bands);
        for (var r = 0; r < rows; r++)
            Data.AsSpan((((row + r) * Cols) + col) * Bands, cols * Bands).CopyTo(crop.Data.AsSpan(r * cols * Bands));
        return crop;
    }
}
