using System.Collections.Immutable;

namespace Hud.Engine.Unmixing;

/// <summary>Which projection VCA searches in; <see cref="Auto"/> decides by the estimated signal-to-noise ratio.</summary>
public enum VcaBranch
{
    /// <summary>Projective at or above 15 + 10 log10(d) dB, affine below.</summary>
    Auto,

    /// <summary>Projection on d - 1 centred principal axes with a constant appended (noisy data).</summary>
    Affine,

    /// <summary>Projection on d principal axes through the origin, each pixel scaled to the plane of the mean.</summary>
    Projective,
}

/// <summary>How endmembers are found.</summary>
public enum Extractor
{
    /// <summary>Vertex component analysis (Nascimento and Dias 2005), the paper's choice.</summary>
    Vca,

    /// <summary>Successive projection (ATGP): greedy and without chance.</summary>
    Spa,
}

/// <summary>How abundances are found from known endmembers.</summary>
public enum AbundanceSolver
{
    /// <summary>Fully constrained least squares, eq. 2: non-negative, sum one, exact.</summary>
    Fcls,

    /// <summary>Pseudo-inverse, eq. 3, then clamped and renormalised because eq. 4 takes a logarithm.</summary>
    Linear,
}

/// <summary>Endmembers taken from the pixels of a scene.</summary>
/// <param name="Spectra">bands x d, in the units of the cube; VCA's are denoised by projection and may dip below 0.</param>
/// <param name="Indices">Row-major pixel index of each endmember, all different.</param>
/// <param name="SnrDb">Estimated signal-to-noise ratio of the scene for d endmembers in dB; infinite without noise.</param>
/// <param name="Branch">The branch VCA took; <see cref="VcaBranch.Auto"/> for extractors without branches.</param>
public sealed record Endmembers(double[,] Spectra, ImmutableArray<int> Indices, double SnrDb, VcaBranch Branch)
{
    /// <summary>Number of endmembers, d.</summary>
    public int Count => Spectra.GetLength(1);

    public int Bands => Spectra.GetLength(0);
}
