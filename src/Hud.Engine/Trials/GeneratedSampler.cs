using System.Runtime.InteropServices;
using Hud.Engine.Methods;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Trials;

/// <summary>A trained model from its file, drawing images chunk by chunk. Chunks are of one size everywhere, since the
/// number of images in a batch may change their last digits.</summary>
public sealed class GeneratedSampler : IDisposable
{
    /// <summary>Images a chunk; part of the arithmetic.</summary>
    public const int ChunkSize = 16;

    private readonly IGenerator _generator;

    private GeneratedSampler(ModelHeader header, IGenerator generator) => (Header, _generator) = (header, generator);

    /// <summary>What the model was trained on and how.</summary>
    public ModelHeader Header { get; }

    /// <param name="threads">Compute threads, at least 1.</param>
    /// <exception cref="InputException">The file is missing, damaged, or no model.</exception>
    public static GeneratedSampler Load(string path, int threads)
    {
        TorchRuntime.Ensure(threads);
        using var model = ModelFile.Read(path);
        try
        {
            GpuRuntime.Declare(model.Header.Spec.Options.GetValueOrDefault("precision"));
            return new(model.Header, MethodRegistry.Get(model.Header.Method).Load(model));
        }
        catch (InvalidDataException e)
        {
            throw new InputException(path, null, null, $"the model is incomplete: {e.Message}", e);
        }
    }

    /// <summary>Images 0 .. count - 1, one at a time. The trial's own seed, sampling and crop give the trial's samples.</summary>
    /// <param name="rows">Any size that the network divides; null for the crop it was trained on.</param>
    /// <param name="seed">Null for the trial's.</param>
    /// <param name="sampling">Null for the trial's sampler and steps.</param>
    /// <param name="progress">Told the finished images, in parts; may throw to abandon the rest.</param>
    /// <exception cref="InputException">Size, sampler or steps do not suit the model.</exception>
    public IEnumerable<Cube> Generate(
        int count, int? rows = null, int? cols = null, long? seed = null, Sampling? sampling = null,
        Action<double>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var request = Request(rows, cols, seed, sampling);
        return Enumerable.Range(0, Chunks(count)).SelectMany(chunk => Chunk(request, chunk, count, progress));
    }

    /// <summary>How many chunks <paramref name="count"/> images come in.</summary>
    internal static int Chunks(int count) => (count + ChunkSize - 1) / ChunkSize;

    internal GenerationRequest Request(int? rows = null, int? cols = null, long? seed = null, Sampling? sampling = null)
    {
        var spec = Header.Spec;
        return new(sampling ?? spec.Sampling, rows ?? spec.Budget.Crop, cols ?? spec.Budget.Crop, new SeedTree(seed ?? spec.Seed));
    }

    /// <summary>Chunk number <paramref name="chunk"/> of <paramref name="count"/> images; the last may be smaller.</summary>
    internal IReadOnlyList<Cube> Chunk(GenerationRequest request, int chunk, int count, Action<double>? progress = null)
    {
        var first = chunk * ChunkSize;
        var size = Math.Min(ChunkSize, count - first);
        return Fitting(request, first, size, share => progress?.Invoke(first + (share * size)));
    }

    /// <summary>Half the images at a time where all do not fit into memory: an image depends on its number alone.</summary>
    private IReadOnlyList<Cube> Fitting(GenerationRequest request, int first, int count, Action<double> progress)
    {
        try
        {
            return _generator.Generate(request, first, count, progress);
        }
        catch (ExternalException failed) when (OutOfMemory.Is(failed))
        {
            if (count == 1) throw OutOfMemory.EvenForOne(failed);
            var half = count / 2;
            var share = half / (double)count;
            return
            [
                .. Fitting(request, first, half, done => progress(done * share)),
                .. Fitting(request, first + half, count - half, done => progress(share + (done * (1 - share)))),
            ];
        }
    }

    public void Dispose() => _generator.Dispose();
}
