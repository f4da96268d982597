using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>From the denoiser's images to spectra.</summary>
internal sealed class Synthesis
{
    private readonly UnmixDiffForm _form;

    /// <param name="endmembers">The decoder as trained, bands x count row-major.</param>
    public Synthesis(ReadOnlySpan<float> endmembers, int count, UnmixDiffForm form)
    {
        _form = form;
        var weights = endmembers.ToArray();
        // As released: all endmembers jointly, so that the decoder is no longer the one that was trained.
        if (form is UnmixDiffForm.AsReleased) CropBatch.Spread(weights);
        var A = new double[weights.Length / count, count];
        for (var i = 0; i < weights.Length; i++) A[i / count, i % count] = weights[i];
        Decoder = new(A);
    }

    /// <summary>The decoder that is used.</summary>
    public MixingModel Decoder { get; }

    /// <summary>rows x cols x count, from planes count x rows x cols in -1 .. 1. As released they are what they are, repaired
    /// they are non-negative with sum one.</summary>
    public float[] Abundances(ReadOnlySpan<float> planes)
    {
        var count = Decoder.Count;
        var pixels = planes.Length / count;
        var X = new float[planes.Length];
        for (var i = 0; i < pixels; i++)
        {
            var x = X.AsSpan(i * count, count);
            for (var j = 0; j < count; j++) x[j] = (planes[(j * pixels) + i] + 1) / 2;
            if (_form is UnmixDiffForm.Repaired) Normalise(x);
        }

        return X;
    }

    public Cube Decode(ReadOnlySpan<float> abundances, int rows, int cols) => Decoder.Decode(abundances, rows, cols);

    private static void Normalise(Span<float> x)
    {
        var sum = 0.0;
        foreach (ref var share in x) sum += share = Math.Max(0, share);
        // Nothing of anything: as much of each.
        foreach (ref var share in x) share = sum > 0 ? (float)(share / sum) : 1f / x.Length;
    }
}
