using System.Collections.Immutable;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Scenes.Loading;

/// <summary>A person's own cube, of any band count, wherever a scene's name does.</summary>
internal sealed class OwnSource : ISceneSource
{
    private readonly OwnFiles _files;
    private readonly SceneScaling _scaling;
    private readonly byte[]? _labels;
    private readonly CubeMetadata _metadata;
    private readonly ImmutableArray<double> _wavelengths;
    private readonly (int Red, int Green, int Blue) _colourBands;

    /// <param name="labels">FILE or FILE:VARIABLE with the ground truth; null for the file beside the cube, if there is one.</param>
    /// <exception cref="InputException">A file is unreadable, or the labels do not cover the cube.</exception>
    public OwnSource(string name, OwnFiles files, SceneScaling scaling, string? labels = null)
    {
        (_files, _scaling) = (files, scaling);
        var shape = files.Cube.Shape;
        var facts = new List<string> { files.Sha256(), files.Cube.Name };
        if (labels is not null)
        {
            _labels = OwnLabels.Require(labels, shape[0], shape[1]);
            facts.Add(FileHash.OfBytes(_labels));
        }
        else if (files.GroundTruth is { } path)
        {
            _labels = OwnLabels.Read(path, null, shape[0], shape[1]);
            facts.Add(OwnFiles.Sha256(path));
        }

        if (scaling != SceneScaling.Scene) facts.Add($"scaling {scaling}");
        _metadata = CubeFiles.ReadMetadata(files.Path);
        _wavelengths = InNanometres(_metadata, shape[2]);
        _colourBands = ColourBandChoice.Stated(_metadata.ColourBands, shape[2]) ?? ColourBandChoice.For(_wavelengths, shape[2]);
        Pin = new(name, FileHash.Over([.. facts]), Provenance.Own, shape[0], shape[1], shape[2],
            _labels is null ? 0 : _labels.Max())
        {
            Grey = ColourBandChoice.IsGrey(_colourBands),
        };
    }

    public ScenePin Pin { get; }

    public Scene Load()
    {
        var samples = ArrayFiles.Read(_files.Path, _files.Cube.Name).ToSingles();
        var cube = new Cube(Pin.Rows, Pin.Cols, Pin.Bands, samples);
        var cleaned = CleanedCube.From(cube, _files.Path, wrappedNegatives: false, _scaling);
        return new Scene
        {
            Name = Pin.Name,
            Provenance = Provenance.Own,
            Sha256 = Pin.Sha256,
            Cube = cleaned.Cube,
            Scale = cleaned.Scale * _metadata.Scale,
            BandScales = cleaned.BandScales,
            Labels = _labels,
            Classes = Pin.Classes,
            Wavelengths = _wavelengths,
            ColourBands = _colourBands,
            Valid = cleaned.Valid,
            DeadBands = cleaned.DeadBands,
            Report = cleaned.Report,
        };
    }

    private static ImmutableArray<double> InNanometres(CubeMetadata metadata, int bands)
    {
        if (metadata.Wavelengths.Length != bands) return [];
        var unit = metadata.WavelengthUnit;
        // Unlabelled numbers below 100 cannot be nanometres of an optical sensor.
        var micrometres = unit.StartsWith("micro", StringComparison.OrdinalIgnoreCase)
            || unit is "um" or "µm" or "μm"
            || (!unit.StartsWith("nano", StringComparison.OrdinalIgnoreCase) && unit != "nm" && metadata.Wavelengths.Max() < 100);
        return micrometres ? [.. metadata.Wavelengths.Select(w => 1000 * w)] : metadata.Wavelengths;
    }
}
