using Hud.Engine.Scenes;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.ImageSpace;

/// <summary>A batch of scaled crops of a scene with all their bands, in one buffer that is kept.</summary>
internal sealed class SpectralCrops : IDisposable
{
    private readonly Scene _scene;
    private readonly AffineScaling _scaling;
    private readonly Patches _patches;
    private readonly ParallelOptions _parallel;
    private readonly Tensor _pixels;

    /// <param name="batch">Crops, at least 1.</param>
    /// <param name="crop">Side in pixels.</param>
    /// <param name="augment">Draw one of the 8 flips and rotations too.</param>
    public SpectralCrops(Scene scene, AffineScaling scaling, int batch, int crop, bool augment, int threads)
    {
        (_scene, _scaling, _patches) = (scene, scaling, new(scene, crop, augment));
        _parallel = new() { MaxDegreeOfParallelism = threads };
        _pixels = zeros(batch, crop, crop, scene.Cube.Bands).DetachFromDisposeScope();
        Images = _pixels.permute(0, 3, 1, 2).DetachFromDisposeScope();
    }

    /// <summary>[batch, bands, crop, crop]. Bands lie together in memory as in the scene, the layout that oneDNN likes best.</summary>
    public Tensor Images { get; }

    /// <param name="place">The node of the seed tree that crop i is drawn from.</param>
    /// <param name="noise">Width of uniform noise from 0 upwards that is added to the scaled values; 0 adds none.</param>
    /// <param name="noiseOf">The node of the noise of crop i.</param>
    public void Fill(Func<long, SeedTree> place, double noise = 0, Func<long, SeedTree>? noiseOf = null) =>
        Parallel.For(0, (int)_pixels.shape[0], _parallel, i =>
        {
            var crop = FillOne(i, place(i));
            if (noise == 0 || noiseOf is null) return;
            var random = noiseOf(i).Stream();
            foreach (ref var value in crop) value += (float)(noise * random.NextDouble());
        });

    public void Dispose()
    {
        Images.Dispose();
        _pixels.Dispose();
    }

    private Span<float> FillOne(int i, SeedTree place)
    {
        var (side, cube, bands) = (_patches.Size, _scene.Cube, _scene.Cube.Bands);
        var size = side * side * bands;
        var target = TensorMemory.Floats(_pixels).Slice(i * size, size);
        var from = _patches.Draw(place);
        for (var p = 0; p < side * side; p++)
        {
            var (r, c) = from.Source(p / side, p % side, side);
            _scaling.ToNetwork(cube.Pixel(from.Row + r, from.Col + c), target.Slice(p * bands, bands));
        }

        return target;
    }
}
