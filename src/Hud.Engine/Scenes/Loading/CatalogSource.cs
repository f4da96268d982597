using System.Collections.Immutable;
using Hud.Engine.Scenes.Catalog;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Scenes.Loading;

/// <summary>A published scene, from the original file or a stand-in; both are held against the catalog first.</summary>
internal sealed class CatalogSource : ISceneSource
{
    private readonly SceneEntry _entry;
    private readonly SceneFiles _files;
    private readonly SceneScaling _scaling;
    private readonly string _variable;

    /// <exception cref="InputException">A file is missing, has another shape or another checksum than the catalog.</exception>
    public CatalogSource(string name, SceneEntry entry, SceneFiles files, SceneScaling scaling)
    {
        (_entry, _files, _scaling) = (entry, files, scaling);
        var copy = files.Derived;
        _variable = copy?.Variable ?? entry.Cube.Variable;
        int[] shape = copy is not null ? [copy.Rows, copy.Cols, copy.Bands]
            : entry.Truth is not null ? [entry.Bands, entry.Rows * entry.Cols]
            : [entry.Rows, entry.Cols, entry.Bands];
        CatalogCheck.Shape(files.Cube, _variable, shape, entry.Title);
        var facts = new List<string> { CatalogCheck.Checksum(files.Cube, copy?.Sha256 ?? entry.Cube.Sha256) };
        if (entry.GroundTruth is { } truth && copy?.GroundTruthVariable is null)
        {
            var path = files.GroundTruth ?? throw new InputException(truth.FileName, null, null,
                $"the ground truth of {entry.Title} is missing beside {files.Cube}; 'hud scenes fetch {entry.Name}' brings it");
            CatalogCheck.Shape(path, truth.Variable, [entry.Rows, entry.Cols], entry.Title);
            facts.Add(CatalogCheck.Checksum(path, truth.Sha256));
        }

        if (copy?.DroppedBands is { Length: > 0 } dropped) facts.Add($"without bands {BandList.Format(dropped)}");
        if (scaling != SceneScaling.Scene) facts.Add($"scaling {scaling}");
        Pin = new(name, FileHash.Over([.. facts]), copy is null ? Provenance.Original : Provenance.Derived,
            copy?.Rows ?? entry.Rows, copy?.Cols ?? entry.Cols, entry.Bands, entry.Classes);
    }

    public ScenePin Pin { get; }

    public Scene Load()
    {
        var cleaned = CleanedCube.From(ReadCube(), _files.Cube, _entry.WrappedNegatives, _scaling);
        var wavelengths = _entry.Wavelengths.Centres();
        var truth = _entry.Truth is null ? null : UnmixingTruth.Read(_files.Cube, _entry);
        return new Scene
        {
            Name = Pin.Name,
            Provenance = Pin.Provenance,
            Sha256 = Pin.Sha256,
            Cube = cleaned.Cube,
            Scale = cleaned.Scale,
            BandScales = cleaned.BandScales,
            Labels = truth?.Labels ?? ReadLabels(),
            ClassNames = _entry.ClassNames,
            Classes = _entry.Classes,
            Wavelengths = wavelengths,
            WavelengthsApproximate = true,
            ColourBands = _entry.ColourBands is var (red, green, blue)
                ? (red - 1, green - 1, blue - 1)
                : ColourBandChoice.For(wavelengths, _entry.Bands),
            Valid = cleaned.Valid,
            DeadBands = cleaned.DeadBands,
            Report = [.. Notes(), .. cleaned.Report],
            TrueEndmembers = truth?.Endmembers,
            TrueAbundances = truth?.Abundances,
        };
    }

    private IEnumerable<string> Notes()
    {
        if (_files.Derived is { } copy) yield return $"derived copy, not the published file: {copy.Worth}";
        if (_entry.WaterBands.Length > 0)
            yield return $"bands {BandList.Format(_entry.WaterBands)} lie in water vapour; kept, as the paper keeps them";
        if (_entry.Truth is { } truth)
            yield return $"true endmembers: {truth.Note}; each pixel's class is its dominant endmember";
    }

    private Cube ReadCube()
    {
        var samples = ArrayFiles.Read(_files.Cube, _variable).ToSingles();
        if (_entry.Truth is not null) return UnmixingTruth.CubeOf(samples, _entry);
        var cube = new Cube(Pin.Rows, Pin.Cols, samples.Length / (Pin.Rows * Pin.Cols), samples);
        return _files.Derived is { DroppedBands: { Length: > 0 } dropped } ? Without(cube, dropped) : cube;
    }

    private byte[] ReadLabels()
    {
        var (path, variable) = _files.Derived?.GroundTruthVariable is { } inside
            ? (_files.Cube, inside)
            : (_files.GroundTruth!, _entry.GroundTruth!.Variable);
        return ArrayFiles.Read(path, variable).ToBytes();
    }

    /// <param name="dropped">Bands from 1.</param>
    private static Cube Without(Cube cube, ImmutableArray<int> dropped)
    {
        int[] kept = [.. Enumerable.Range(0, cube.Bands).Where(band => !dropped.Contains(band + 1))];
        var smaller = new Cube(cube.Rows, cube.Cols, kept.Length);
        for (var pixel = 0; pixel < cube.Pixels; pixel++)
        {
            var from = cube.Pixel(pixel);
            var to = smaller.Pixel(pixel);
            for (var i = 0; i < kept.Length; i++) to[i] = from[kept[i]];
        }

        return smaller;
    }
}
