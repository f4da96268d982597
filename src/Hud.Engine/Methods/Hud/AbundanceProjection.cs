using Hud.Engine.Unmixing;

namespace Hud.Engine.Methods.Hud;

/// <summary>How abundances become unconstrained numbers.</summary>
public enum AbundanceProjection
{
    /// <summary>Eq. 4, back by softmax (eq. 5).</summary>
    Log,

    /// <summary>Isometric log-ratio: eq. 4 without its redundant direction.</summary>
    Ilr,

    /// <summary>The abundances themselves, back by the nearest point of the simplex: shows what eq. 4 is worth.</summary>
    None,
}

/// <summary>The maps themselves, pixel by pixel.</summary>
internal static class AbundanceProjections
{
    public static int Channels(this AbundanceProjection projection, int d) =>
        projection is AbundanceProjection.Ilr ? d - 1 : d;

    /// <param name="X">pixels x d.</param>
    /// <returns>pixels x channels.</returns>
    public static float[] Project(this AbundanceProjection projection, ReadOnlySpan<float> X, int d)
    {
        var Z = new float[X.Length / d * projection.Channels(d)];
        switch (projection)
        {
            case AbundanceProjection.Log:
                LogAbundance.Project(X, d, Z);
                break;
            case AbundanceProjection.Ilr:
                IsometricLogRatio.Project(X, d, Z);
                break;
            default:
                X.CopyTo(Z);
                break;
        }

        return Z;
    }

    /// <returns>pixels x d, non-negative with sum one.</returns>
    public static float[] Invert(this AbundanceProjection projection, ReadOnlySpan<float> Z, int d)
    {
        var X = new float[Z.Length / projection.Channels(d) * d];
        switch (projection)
        {
            case AbundanceProjection.Log:
                LogAbundance.Invert(Z, d, X);
                break;
            case AbundanceProjection.Ilr:
                IsometricLogRatio.Invert(Z, d, X);
                break;
            default:
                for (var i = 0; i < Z.Length; i += d) SimplexProjection.Nearest(Z.Slice(i, d), X.AsSpan(i, d));
                break;
        }

        return X;
    }
}
