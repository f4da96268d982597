using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>The whole blocks of generated images, tiled with stride = block from the upper left corner; rows and
/// columns left over at the right and lower edge belong to no block.</summary>
/// <param name="form">What becomes of each pixel in a block's vector; a unit vector unless told otherwise.</param>
internal sealed class GeneratedBlocks(IReadOnlyList<Cube> images, int block, PixelForm? form = null)
{
    private readonly PixelForm _form = form ?? UnitImage.Normalise;

    private readonly (int Image, int Row, int Col)[] _corners =
        [.. from i in Enumerable.Range(0, images.Count)
            from r in Enumerable.Range(0, images[i].Rows / block)
            from c in Enumerable.Range(0, images[i].Cols / block)
            select (i, r * block, c * block)];

    public int Count => _corners.Length;

    public int Side => block;

    public int Bands => images[0].Bands;

    /// <summary>Length of one block as a vector: rows, then columns, then bands.</summary>
    public int Length => block * block * Bands;

    /// <summary>The pixels of one block in their form.</summary>
    public void Fill(int index, Span<float> vector)
    {
        var (image, row, col) = _corners[index];
        for (var p = 0; p < block * block; p++)
        {
            var pixel = images[image].Pixel(row + (p / block), col + (p % block));
            _form(pixel, vector.Slice(p * Bands, Bands));
        }
    }
}

/// <summary>Writes a pixel in the form in which blocks are compared.</summary>
internal delegate void PixelForm(ReadOnlySpan<float> pixel, Span<float> form);
