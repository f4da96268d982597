using System.Collections.Immutable;

namespace Hud.Engine.Scenes.Catalog;

/// <summary>What is known of a published scene before any file is read.</summary>
public sealed record SceneEntry
{
    /// <summary>What people type: lower case with underscores.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Sensor { get; init; }

    /// <summary>Place and date of the picture, and ground sampling distance.</summary>
    public required string Site { get; init; }

    public required SceneFile Cube { get; init; }

    /// <summary>Null for unmixing scenes, whose classes are their dominant true endmembers.</summary>
    public SceneFile? GroundTruth { get; init; }

    public required int Rows { get; init; }

    public required int Cols { get; init; }

    public required int Bands { get; init; }

    /// <summary>In order of class 1, 2, ...</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>Published number of labelled pixels by class, where there is a ground truth.</summary>
    public ImmutableArray<int> ClassPixels { get; init; } = [];

    /// <summary>Red, green and blue band (from 1) of the paper's pictures; null where the paper has none.</summary>
    public (int Red, int Green, int Blue)? ColourBands { get; init; }

    /// <summary>True where small negative numbers were stored unsigned: 65533 .. 65535 mean -3 .. -1.</summary>
    public bool WrappedNegatives { get; init; }

    public required WavelengthGrid Wavelengths { get; init; }

    /// <summary>Bands (from 1, in the file) that water vapour makes useless; kept, since the paper keeps them.</summary>
    public ImmutableArray<int> WaterBands { get; init; } = [];

    /// <summary>Stand-ins, best first.</summary>
    public ImmutableArray<DerivedCopy> Derived { get; init; } = [];

    /// <summary>Where true endmembers and abundances are in <see cref="Cube"/>'s file; null without.</summary>
    public TruthVariables? Truth { get; init; }

    public int Classes => ClassNames.Length;

    /// <summary>Every file that <c>hud scenes fetch</c> brings.</summary>
    public IEnumerable<SceneFile> Files => GroundTruth is null ? [Cube] : [Cube, GroundTruth];
}

/// <summary>Unmixing scenes keep the cube as bands x pixels, pixels column-major.</summary>
/// <param name="Endmembers">endmembers x bands, in units of the cube divided by its maximum.</param>
/// <param name="Abundances">rows x cols x endmembers.</param>
/// <param name="Note">How far the endmembers can be compared, one sentence.</param>
public sealed record TruthVariables(string Endmembers, string Abundances, string Note);
