namespace Hud.Engine.Unmixing;

/// <summary>Everything that decides an unmixing besides the scene.</summary>
/// <param name="Endmembers">d, 2 .. bands; the paper takes the number of classes.</param>
/// <param name="Branch">Used by <see cref="Extractor.Vca"/> only.</param>
/// <param name="Seed">Root of VCA's random directions.</param>
/// <param name="Tries">Sets of random directions that VCA is given, at least 1; the one with the smallest RMSE is kept.
/// A single set often misses a material: on the derived PaviaU the RMSE of single seeds ranges from 0.03 to 0.10.</param>
public sealed record UnmixingOptions(
    int Endmembers,
    Extractor Extractor = Extractor.Vca,
    AbundanceSolver Abundances = AbundanceSolver.Fcls,
    VcaBranch Branch = VcaBranch.Auto,
    long Seed = 0,
    int Tries = 1);
