namespace Hud.Engine.Networks;

/// <summary>How a <see cref="UNet"/> learns how noisy its input is.</summary>
public enum Conditioning
{
    /// <summary>By the step 1 .. T (Ho et al. 2020).</summary>
    Step,

    /// <summary>By the continuous level sqrt(alpha_bar) in 0 .. 1 (Chen et al. 2021), as in SR3 (Saharia et al. 2021): the
    /// embedding returns to the first level's width, no activation follows it, and queries, keys and values have no bias.</summary>
    NoiseLevel,
}
