using System.Collections.Immutable;

namespace Hud.Engine.Scenes.Formats;

/// <summary>What travels with a cube besides its values.</summary>
/// <param name="Wavelengths">Band centres in <paramref name="WavelengthUnit"/>; empty where unknown.</param>
/// <param name="WavelengthUnit">As ENVI spells it: "Nanometers", "Micrometers", ...; "" where unknown.</param>
/// <param name="Scale">Multiply the values by it for the scene's own units (digital numbers, reflectance); 1 where the
/// file does not say.</param>
/// <param name="Description">One line for people.</param>
/// <param name="ColourBands">0-based red, green and blue bands of a pseudo-colour picture.</param>
public sealed record CubeMetadata(
    ImmutableArray<double> Wavelengths,
    string WavelengthUnit,
    float Scale,
    string Description,
    (int Red, int Green, int Blue)? ColourBands)
{
    /// <summary>Nothing known.</summary>
    public static CubeMetadata None { get; } = new([], "", 1, "", null);
}
