namespace Hud.Engine.Metrics;

/// <summary>The angle between two spectra (Kruse et al. 1993), blind to brightness.</summary>
internal static class SpectralAngle
{
    /// <summary>By half angles (Kahan), exact near 0 too, where the arc cosine loses half the digits.</summary>
    /// <returns>0 .. 180; 90 where one spectrum is all zero and so has no direction.</returns>
    public static double Degrees(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (normA, normB) = (Norm(a), Norm(b));
        if (normA == 0 || normB == 0) return 90;
        double apart = 0, together = 0;
        for (var k = 0; k < a.Length; k++)
        {
            var (x, y) = (a[k] / normA, b[k] / normB);
            apart += (x - y) * (x - y);
            together += (x + y) * (x + y);
        }

        return 2 * Math.Atan2(Math.Sqrt(apart), Math.Sqrt(together)) * (180 / Math.PI);
    }

    private static double Norm(ReadOnlySpan<float> pixel)
    {
        var squares = 0.0;
        foreach (var v in pixel) squares += (double)v * v;
        return Math.Sqrt(squares);
    }
}
