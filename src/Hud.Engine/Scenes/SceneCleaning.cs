using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments;

namespace Hud.Engine.Scenes;

/// <summary>The rules that turn a file's samples into a scene's (DESIGN.md section 6). Each depends on its arguments
/// alone; those that change samples do so in place, because a scene may fill a third of a gigabyte.</summary>
public static class SceneCleaning
{
    /// <summary>Refuses NaN and infinite samples.</summary>
    /// <param name="file">Named in the error.</param>
    /// <exception cref="InputException">Names the first such sample's row, column (from 0) and band (from 1).</exception>
    public static void RequireFinite(Cube cube, string file)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var at = Array.FindIndex(cube.Data, value => !float.IsFinite(value));
        if (at < 0) return;
        var (pixel, band) = Math.DivRem(at, cube.Bands);
        throw new InputException(
            file, $"row {pixel / cube.Cols}, column {pixel % cube.Cols}, band {band + 1}",
            cube.Data[at].ToString(CultureInfo.InvariantCulture),
            "samples must be finite numbers; replace or mask them before loading");
    }

    /// <summary>Small negative numbers that were stored unsigned (65533 .. 65535) become 0.</summary>
    /// <returns>How many samples changed.</returns>
    public static int WrappedNegativesToZero(Span<float> samples) =>
        ToZero(samples, value => value is >= 65533 and <= 65535);

    /// <summary>Negative samples, an artefact of calibration, become 0.</summary>
    /// <returns>How many samples changed.</returns>
    public static int NegativesToZero(Span<float> samples) => ToZero(samples, value => value < 0);

    /// <summary>True for pixels with any sample other than 0.</summary>
    public static bool[] ValidPixels(Cube cube)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var valid = new bool[cube.Pixels];
        for (var pixel = 0; pixel < valid.Length; pixel++) valid[pixel] = cube.Pixel(pixel).ContainsAnyExcept(0f);
        return valid;
    }

    /// <summary>Bands (from 0) whose sample is the same in every valid pixel.</summary>
    public static ImmutableArray<int> DeadBands(Cube cube, ReadOnlySpan<bool> valid)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var first = valid.IndexOf(true);
        if (first < 0) return [.. Enumerable.Range(0, cube.Bands)];
        var reference = cube.Pixel(first);
        var alive = new bool[cube.Bands];
        for (var pixel = first + 1; pixel < valid.Length; pixel++)
        {
            if (!valid[pixel]) continue;
            var spectrum = cube.Pixel(pixel);
            for (var band = 0; band < alive.Length; band++) alive[band] |= spectrum[band] != reference[band];
        }

        return [.. Enumerable.Range(0, cube.Bands).Where(band => !alive[band])];
    }

    /// <summary>The largest sample: dividing by it brings a non-negative cube into [0, 1].</summary>
    public static float Maximum(Cube cube)
    {
        ArgumentNullException.ThrowIfNull(cube);
        return cube.Data.Max();
    }

    /// <summary>The largest sample of each band; 1 for a band without a positive sample.</summary>
    public static ImmutableArray<float> BandMaxima(Cube cube)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var maxima = new float[cube.Bands];
        for (var pixel = 0; pixel < cube.Pixels; pixel++)
        {
            var spectrum = cube.Pixel(pixel);
            for (var band = 0; band < maxima.Length; band++) maxima[band] = Math.Max(maxima[band], spectrum[band]);
        }

        return [.. maxima.Select(maximum => maximum > 0 ? maximum : 1)];
    }

    /// <summary>Divides every sample by the one factor.</summary>
    public static void Divide(Cube cube, float factor)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var data = cube.Data;
        for (var i = 0; i < data.Length; i++) data[i] /= factor;
    }

    /// <summary>Divides every sample by its band's factor.</summary>
    public static void Divide(Cube cube, ImmutableArray<float> factors)
    {
        ArgumentNullException.ThrowIfNull(cube);
        for (var pixel = 0; pixel < cube.Pixels; pixel++)
        {
            var spectrum = cube.Pixel(pixel);
            for (var band = 0; band < spectrum.Length; band++) spectrum[band] /= factors[band];
        }
    }

    private static int ToZero(Span<float> samples, Predicate<float> rule)
    {
        var changed = 0;
        foreach (ref var sample in samples)
        {
            if (!rule(sample)) continue;
            sample = 0;
            changed++;
        }

        return changed;
    }
}
