using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>All that MPRNet sees of a scene: three bands as red, green and blue, and which pixels hold data. The trained
/// model carries it along, for without it there is nothing to restore.</summary>
/// <param name="Bands">rows x cols x 3, in the units of the cleaned scene.</param>
/// <param name="Valid">Pixel by pixel; at least one is.</param>
internal sealed record ColourPicture(Cube Bands, bool[] Valid)
{
    private const string BandsTensor = "picture.bands";
    private const string ValidTensor = "picture.valid";

    public static ColourPicture Of(Scene scene)
    {
        var (red, green, blue) = scene.ColourBands;
        var bands = new Cube(scene.Cube.Rows, scene.Cube.Cols, 3);
        for (var i = 0; i < bands.Pixels; i++)
        {
            var pixel = scene.Cube.Pixel(i);
            ((float[])[pixel[red], pixel[green], pixel[blue]]).CopyTo(bands.Pixel(i));
        }

        return new(bands, scene.Valid);
    }

    /// <exception cref="InvalidDataException">The picture is missing or malformed.</exception>
    public static ColourPicture Of(ModelFile model)
    {
        if (!model.Tensors.TryGetValue(BandsTensor, out var bands)) throw new InvalidDataException($"the model lacks {BandsTensor}");
        if (!model.Tensors.TryGetValue(ValidTensor, out var valid)) throw new InvalidDataException($"the model lacks {ValidTensor}");
        if (bands.dtype != ScalarType.Float32 || bands.shape is not [var rows, var cols, 3])
            throw new InvalidDataException($"{BandsTensor} is not rows x cols x 3 of float32");
        if (valid.dtype != ScalarType.Bool || !valid.shape.SequenceEqual([rows, cols]))
            throw new InvalidDataException($"{ValidTensor} is not {rows} x {cols} of bool");
        var pixels = valid.data<bool>().ToArray();
        return pixels.Contains(true)
            ? new(new Cube((int)rows, (int)cols, 3, bands.data<float>().ToArray()), pixels)
            : throw new InvalidDataException($"{ValidTensor} is false everywhere");
    }

    /// <summary>For the model file; the caller's.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Tensors()
    {
        yield return new(BandsTensor, tensor(Bands.Data, Bands.Rows, Bands.Cols, 3).DetachFromDisposeScope());
        yield return new(ValidTensor, tensor(Valid, Bands.Rows, Bands.Cols).DetachFromDisposeScope());
    }

    /// <summary>Any window with a valid pixel, each as likely: what training draws from.</summary>
    /// <exception cref="InputException">The picture is smaller.</exception>
    public Cube Draw(SeedTree seed, int rows, int cols)
    {
        if (rows > Bands.Rows || cols > Bands.Cols)
            throw new InputException("crop", null, $"{rows}x{cols}",
                $"MPRNet restores windows of its scene's picture, which has only {Bands.Rows} x {Bands.Cols} pixels");
        var random = seed.Stream();
        while (true)
        {
            var (row, col) = (random.NextInt(Bands.Rows - rows + 1), random.NextInt(Bands.Cols - cols + 1));
            for (var r = row; r < row + rows; r++)
                if (Valid.AsSpan((r * Bands.Cols) + col, cols).Contains(true)) return Bands.Crop(row, col, rows, cols);
        }
    }

    /// <summary>rows x cols x bands to bands x rows x cols, as networks take images.</summary>
    public static void ToPlanes(Cube cube, Span<float> planes)
    {
        for (var i = 0; i < cube.Pixels; i++)
        {
            var pixel = cube.Pixel(i);
            for (var band = 0; band < pixel.Length; band++) planes[(band * cube.Pixels) + i] = pixel[band];
        }
    }
}
