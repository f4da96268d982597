using System.Collections.Immutable;
using Hud.Experiments.Plans;

namespace Hud.Engine.Scenes;

/// <summary>A cleaned scene, ready for unmixing and training.</summary>
public sealed record Scene
{
    /// <summary>Catalog name or the path the user gave.</summary>
    public required string Name { get; init; }

    public required Provenance Provenance { get; init; }

    /// <summary>SHA-256 over the files that were read, or over the recipe of a synthetic scene.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Values in [0, 1] after cleaning; multiply by <see cref="Scale"/> for the file's own units.</summary>
    public required Cube Cube { get; init; }

    /// <summary>One factor per scene, kept for export.</summary>
    public required float Scale { get; init; }

    /// <summary>One factor for each band in place of <see cref="Scale"/> (then 1); empty unless bands were scaled singly.</summary>
    public ImmutableArray<float> BandScales { get; init; } = [];

    /// <summary>Class of each pixel, row-major, 0 = unlabelled; null without ground truth.</summary>
    public byte[]? Labels { get; init; }

    /// <summary>Class names in order of class 1, 2, ...; empty where unknown.</summary>
    public ImmutableArray<string> ClassNames { get; init; } = [];

    public int Classes { get; init; }

    /// <summary>Band centres in nanometres; empty where unknown.</summary>
    public ImmutableArray<double> Wavelengths { get; init; } = [];

    /// <summary>True where the centres are an even spread over the sensor's range, not a calibration file.</summary>
    public bool WavelengthsApproximate { get; init; }

    /// <summary>0-based red, green and blue bands of pseudo-colour pictures.</summary>
    public required (int Red, int Green, int Blue) ColourBands { get; init; }

    /// <summary>False for all-zero pixels: kept out of VCA and of the metrics.</summary>
    public required bool[] Valid { get; init; }

    /// <summary>Side of the crops whose held-out tiles (<see cref="HeldOutTiles"/>) training must not see; null where it may
    /// see the whole scene.</summary>
    public int? HeldOutCrop { get; init; }

    /// <summary>Marks of the pixels that a model may learn from: valid ones outside the held-out tiles.</summary>
    public bool[] Learnable => HeldOutCrop is { } crop
        ? [.. Valid.Zip(HeldOutTiles.Of(Cube.Rows, Cube.Cols, crop), (valid, heldOut) => valid && !heldOut)]
        : Valid;

    /// <summary>0-based bands that are constant over the scene: named in reports, kept in the cube.</summary>
    public ImmutableArray<int> DeadBands { get; init; } = [];

    /// <summary>What cleaning changed, one sentence each.</summary>
    public ImmutableArray<string> Report { get; init; } = [];

    /// <summary>True endmembers (bands x count, row-major, in the units of <see cref="Cube"/>) where the scene comes with them.</summary>
    public double[,]? TrueEndmembers { get; init; }

    /// <summary>True abundances (pixels x count, pixels row-major) where the scene comes with them.</summary>
    public double[,]? TrueAbundances { get; init; }

    public bool IsDerived => Provenance == Provenance.Derived;

    public ScenePin Pin() => new(Name, Sha256, Provenance, Cube.Rows, Cube.Cols, Cube.Bands, Classes)
    {
        Grey = ColourBandChoice.IsGrey(ColourBands),
    };
}
