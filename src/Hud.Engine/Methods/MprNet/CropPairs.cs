using Hud.Engine.Scenes;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>What a step is trained on: crops of the scene and their colours, in buffers that are kept. Crop i of a step is a
/// function of (seed, step, i).</summary>
internal sealed class CropPairs : IDisposable
{
    private readonly Cube _cube;
    private readonly Cube _picture;
    private readonly Patches _patches;
    private readonly SeedTree _seed;
    private readonly ParallelOptions _parallel;

    public CropPairs(Cube cube, ColourPicture picture, Patches patches, SeedTree seed, int batch, int threads)
    {
        (_cube, _picture, _patches, _seed) = (cube, picture.Bands, patches, seed);
        _parallel = new() { MaxDegreeOfParallelism = threads };
        Colours = zeros(batch, 3, patches.Size, patches.Size).DetachFromDisposeScope();
        Spectra = zeros(batch, cube.Bands, patches.Size, patches.Size).DetachFromDisposeScope();
    }

    /// <summary>(batch, 3, side, side).</summary>
    public Tensor Colours { get; }

    /// <summary>(batch, bands, side, side).</summary>
    public Tensor Spectra { get; }

    public void Fill(long step) => Parallel.For(0, (int)Colours.shape[0], _parallel, i =>
    {
        var place = _patches.Draw(_seed.Derive("crop", step, i));
        Take(_picture, place, Colours, i);
        Take(_cube, place, Spectra, i);
    });

    public void Dispose()
    {
        Colours.Dispose();
        Spectra.Dispose();
    }

    private void Take(Cube image, CropPlace place, Tensor batch, int i)
    {
        var size = image.Bands * _patches.Size * _patches.Size;
        ColourPicture.ToPlanes(place.Take(image, _patches.Size), TensorMemory.Floats(batch).Slice(i * size, size));
    }
}
