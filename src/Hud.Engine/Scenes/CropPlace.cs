namespace Hud.Engine.Scenes;

/// <summary>One square window of an image and how it is turned.</summary>
/// <param name="Row">Upper row in the image.</param>
/// <param name="Col">Left column in the image.</param>
/// <param name="Orientation">0 as it lies; bit 0 mirrors left-right, bit 1 upside-down, bit 2 swaps rows and columns
/// first: the 8 flips and rotations of a square.</param>
public readonly record struct CropPlace(int Row, int Col, int Orientation)
{
    /// <summary>A copy of the window, <paramref name="size"/> x <paramref name="size"/> x bands, turned.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window leaves the image.</exception>
    public Cube Take(Cube image, int size)
    {
        ArgumentNullException.ThrowIfNull(image);
        var window = new Cube(size, size, image.Bands);
        CopyTo(image, size, window.Data);
        return window;
    }

    /// <summary>The same into memory that is there: <paramref name="target"/> holds size x size x bands values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window leaves the image.</exception>
    public void CopyTo(Cube image, int size, Span<float> target)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(Row);
        ArgumentOutOfRangeException.ThrowIfNegative(Col);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Row + size, image.Rows, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Col + size, image.Cols, nameof(size));
        var bands = image.Bands;
        for (var row = 0; row < size; row++)
        {
            for (var col = 0; col < size; col++)
            {
                var (r, c) = Source(row, col, size);
                image.Pixel(Row + r, Col + c).CopyTo(target.Slice(((row * size) + col) * bands, bands));
            }
        }
    }

    /// <summary>The pixel of the window as it lies that comes to (row, col) of the turned one.</summary>
    public (int Row, int Col) Source(int row, int col, int size)
    {
        var (r, c) = (Orientation & 4) == 0 ? (row, col) : (col, row);
        return ((Orientation & 2) == 0 ? r : size - 1 - r, (Orientation & 1) == 0 ? c : size - 1 - c);
    }
}
