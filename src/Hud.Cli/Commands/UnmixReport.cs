using System.Globalization;
using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Cli.Commands;

/// <summary>The content of unmix.json (names in snake_case).</summary>
/// <param name="Derived">True when the scene's file is not the published one: do not quote the numbers.</param>
/// <param name="Tries">Sets of random directions that VCA was given.</param>
/// <param name="Indices">Chosen pixels, counted from 0 along the rows.</param>
/// <param name="Positions">The same as row and column.</param>
/// <param name="SnrDb">Null when the scene has no noise, or nothing but noise.</param>
/// <param name="Branch">The branch that VCA took; null for extractors without.</param>
/// <param name="Rmse">Over valid pixels and all bands, in units of the scene's largest sample.</param>
internal sealed record UnmixReport(
    string Scene,
    string Provenance,
    bool Derived,
    string Sha256,
    int Endmembers,
    string Extractor,
    string Abundances,
    long Seed,
    int Tries,
    IReadOnlyList<int> Indices,
    IReadOnlyList<int[]> Positions,
    double? SnrDb,
    string? Branch,
    double Rmse,
    double Seconds)
{
    public static UnmixReport Of(Scene scene, UnmixingOptions options, UnmixedScene unmixed)
    {
        var found = unmixed.Endmembers;
        return new(
            scene.Name,
            Word(scene.Provenance),
            scene.IsDerived,
            scene.Sha256,
            found.Count,
            Word(options.Extractor),
            Word(options.Abundances),
            options.Seed,
            options.Tries,
            found.Indices,
            [.. found.Indices.Select(i => new[] { i / scene.Cube.Cols, i % scene.Cube.Cols })],
            double.IsFinite(found.SnrDb) ? found.SnrDb : null,
            found.Branch == VcaBranch.Auto ? null : Word(found.Branch),
            unmixed.Rmse,
            unmixed.Seconds);
    }

    /// <summary>For people.</summary>
    public string Sentence()
    {
        var snr = SnrDb is { } decibels ? string.Create(CultureInfo.InvariantCulture, $"{decibels:F1} dB") : "beyond measure";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Scene} ({Provenance}): {Endmembers} endmembers by {Extractor}{(Branch is null ? "" : $", {Branch} branch")}, "
            + $"signal to noise {snr}, {Abundances} abundances, rmse {Rmse:G4}, {Seconds:F2} s");
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);
}
