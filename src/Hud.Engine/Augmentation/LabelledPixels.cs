using Hud.Engine.Scenes;

namespace Hud.Engine.Augmentation;

/// <summary>The labelled pixels of cubes, read where they lie.</summary>
internal sealed class LabelledPixels : ISpectra
{
    private readonly IReadOnlyList<Cube> _cubes;
    private readonly (int Cube, int Pixel)[][] _places;

    /// <param name="cubes">At least one, all of the same bands.</param>
    /// <param name="labels">One map a cube, row-major, 0 = unlabelled.</param>
    public LabelledPixels(IReadOnlyList<Cube> cubes, IReadOnlyList<byte[]> labels)
    {
        _cubes = cubes;
        var places = Enumerable.Range(0, 1 + labels.Max(map => map.Max())).Select(_ => new List<(int, int)>()).ToArray();
        for (var n = 0; n < cubes.Count; n++)
            for (var i = 0; i < labels[n].Length; i++)
                if (labels[n][i] is > 0 and var label) places[label].Add((n, i));
        _places = [.. places.Select(p => p.ToArray())];
    }

    /// <summary>The labelled valid pixels of a scene that <paramref name="wanted"/> marks.</summary>
    public static LabelledPixels Of(Scene scene, Func<int, bool> wanted) =>
        new([scene.Cube], [[.. scene.Labels!.Select((label, i) => scene.Valid[i] && wanted(i) ? label : (byte)0)]]);

    public int Bands => _cubes[0].Bands;

    public int Total => _places.Sum(p => p.Length);

    public int CountOf(int label) => label < _places.Length ? _places[label].Length : 0;

    public void Fill(int label, int index, Span<float> spectrum)
    {
        var (cube, pixel) = _places[label][index];
        _cubes[cube].Pixel(pixel).CopyTo(spectrum);
    }
}
