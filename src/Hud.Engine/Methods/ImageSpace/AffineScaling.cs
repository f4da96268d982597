using Hud.Engine.Scenes;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.ImageSpace;

/// <summary>One affine map for all bands of a scene: spectra keep their shapes, and a network sees numbers of the size it
/// was designed for. A cleaned value is <paramref name="Offset"/> + <paramref name="Factor"/> * (the network's value).</summary>
internal sealed record AffineScaling(double Offset, double Factor)
{
    public const string Name = "scaling";

    /// <summary>Takes the smallest and largest value over the valid pixels to -1 and 1.</summary>
    public static AffineScaling ToUnitRange(Scene scene)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in ValidValues(scene)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return new((low + high) / 2, high > low ? (high - low) / 2 : 1);
    }

    /// <summary>Takes the values of the valid pixels to mean 0 and deviation 1.</summary>
    public static AffineScaling ToStandard(Scene scene)
    {
        var (count, mean, squares) = (0L, 0.0, 0.0);
        // Welford's update: a sum of squares would lose the deviation of a bright, even scene.
        foreach (var value in ValidValues(scene))
        {
            var offset = value - mean;
            mean += offset / ++count;
            squares += offset * (value - mean);
        }

        return new(mean, squares > 0 ? Math.Sqrt(squares / count) : 1);
    }

    /// <exception cref="InvalidDataException">The model has no such tensor of two float64.</exception>
    public static AffineScaling Of(ModelFile model)
    {
        if (!model.Tensors.TryGetValue(Name, out var found)) throw new InvalidDataException($"the model lacks {Name}");
        if (found.dtype != ScalarType.Float64 || !found.shape.SequenceEqual([2L]))
            throw new InvalidDataException($"{Name} is not 2 of float64");
        var values = found.data<double>().ToArray();
        return new(values[0], values[1]);
    }

    /// <summary>For the model file; the caller disposes it.</summary>
    public Tensor ToTensor() => tensor(new[] { Offset, Factor }).DetachFromDisposeScope();

    /// <param name="target">As long as <paramref name="cleaned"/>.</param>
    public void ToNetwork(ReadOnlySpan<float> cleaned, Span<float> target)
    {
        // In single precision and without a division: training scales millions of values a step.
        var (offset, factor) = ((float)Offset, (float)(1 / Factor));
        for (var i = 0; i < cleaned.Length; i++) target[i] = (cleaned[i] - offset) * factor;
    }

    /// <summary>Undoes <see cref="ToNetwork"/> in place.</summary>
    public void FromNetwork(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (float)(Offset + (Factor * values[i]));
    }

    private static IEnumerable<float> ValidValues(Scene scene)
    {
        var (data, bands, learnable) = (scene.Cube.Data, scene.Cube.Bands, scene.Learnable);
        for (var i = 0; i < data.Length; i++)
            if (learnable[i / bands]) yield return data[i];
    }
}
