namespace Hud.Engine.Methods.Hud;

/// <summary>Mean and deviation of every channel of Z over the valid pixels: small noise levels are badly scaled without
/// it (the log of an absent endmember is about -10).</summary>
internal sealed record Standardisation(double[] Mean, double[] Deviation)
{
    public int Channels => Mean.Length;

    public static Standardisation Identity(int channels) =>
        new(new double[channels], [.. Enumerable.Repeat(1.0, channels)]);

    /// <param name="Z">pixels x channels.</param>
    public static Standardisation Of(ReadOnlySpan<float> Z, int channels, ReadOnlySpan<bool> valid)
    {
        var (mean, square) = (new double[channels], new double[channels]);
        long count = 0;
        for (var i = 0; i < valid.Length; i++)
        {
            if (!valid[i]) continue;
            count++;
            for (var c = 0; c < channels; c++) mean[c] += Z[(i * channels) + c];
        }

        for (var c = 0; c < channels; c++) mean[c] /= count;
        for (var i = 0; i < valid.Length; i++)
        {
            if (!valid[i]) continue;
            for (var c = 0; c < channels; c++)
            {
                var offset = Z[(i * channels) + c] - mean[c];
                square[c] += offset * offset;
            }
        }

        // A channel that never varies stays as it is, but for its mean.
        return new(mean, [.. square.Select(s => Math.Sqrt(s / count) is > 1e-6 and var deviation ? deviation : 1)]);
    }

    /// <summary>pixels x channels to standardised channels x pixels, the layout of images.</summary>
    public float[] ToPlanes(ReadOnlySpan<float> Z)
    {
        var pixels = Z.Length / Channels;
        var planes = new float[Z.Length];
        for (var c = 0; c < Channels; c++)
            for (var i = 0; i < pixels; i++)
                planes[(c * pixels) + i] = (float)((Z[(i * Channels) + c] - Mean[c]) / Deviation[c]);
        return planes;
    }

    /// <summary>Undoes <see cref="ToPlanes"/>.</summary>
    public float[] FromPlanes(ReadOnlySpan<float> planes)
    {
        var pixels = planes.Length / Channels;
        var Z = new float[planes.Length];
        for (var c = 0; c < Channels; c++)
            for (var i = 0; i < pixels; i++)
                Z[(i * Channels) + c] = (float)((planes[(c * pixels) + i] * Deviation[c]) + Mean[c]);
        return Z;
    }
}
