using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>The whole blocks of generated images, tiled with stride = block from the upper left corner; rows and
/// columns left over at the right and lower edge belong to no block.</summary>
internal sealed class GeneratedBlocks
{
    private readonly IReadOnlyList<Cube> _images;
    private readonly (int Image, int Row, int Col)[] _corners;
    private readonly PixelForm _form;

    /// <param name="form">What becomes of each pixel in a block's vector; a unit vector unless told otherwise.</param>
    public GeneratedBlocks(IReadOnlyList<Cube> images, int block, PixelForm? form = null)
        : this(images, block, images[0].Bands, form ?? UnitImage.Normalise, Corners(images, block))
    {
    }

    private GeneratedBlocks(
        IReadOnlyList<Cube> images, int block, int bands, PixelForm form, (int Image, int Row, int Col)[] corners) =>
        (_images, Side, Bands, _form, _corners) = (images, block, bands, form, corners);

    public int Count => _corners.Length;

    public int Side { get; }

    /// <summary>Values of a pixel in its form.</summary>
    public int Bands { get; }

    /// <summary>Length of one block as a vector: rows, then columns, then bands.</summary>
    public int Length => Side * Side * Bands;

    /// <summary>The same blocks, every pixel's form taken one step further.</summary>
    /// <param name="bands">Values of a pixel after it.</param>
    public GeneratedBlocks Then(int bands, PixelForm next) => new(_images, Side, bands, (pixel, target) =>
    {
        Span<float> form = stackalloc float[Bands];
        _form(pixel, form);
        next(form, target);
    }, _corners);

    /// <summary>Some of the blocks, in this order.</summary>
    public GeneratedBlocks Only(IEnumerable<int> indices) =>
        new(_images, Side, Bands, _form, [.. indices.Select(i => _corners[i])]);

    /// <summary>The pixels of one block in their form.</summary>
    public void Fill(int index, Span<float> vector)
    {
        var (image, row, col) = _corners[index];
        for (var p = 0; p < Side * Side; p++)
        {
            var pixel = _images[image].Pixel(row + (p / Side), col + (p % Side));
            _form(pixel, vector.Slice(p * Bands, Bands));
        }
    }

    private static (int Image, int Row, int Col)[] Corners(IReadOnlyList<Cube> images, int block) =>
        [.. from i in Enumerable.Range(0, images.Count)
            from r in Enumerable.Range(0, images[i].Rows / block)
            from c in Enumerable.Range(0, images[i].Cols / block)
            select (i, r * block, c * block)];
}

/// <summary>Writes a pixel in the form in which blocks are compared.</summary>
internal delegate void PixelForm(ReadOnlySpan<float> pixel, Span<float> form);
