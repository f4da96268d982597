using System.Runtime.InteropServices;
using Hud.Engine.Methods.Hud;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Augmentation;

/// <summary>A classifier of single spectra: cheap, and on one core a function of its data and seed alone. Call it where torch is
/// loaded and computes on one thread (<see cref="ShardThread"/>).</summary>
internal sealed class SpectralClassifier : IDisposable
{
    public const int Batch = 256;

    private const int SpectraAtOnce = 4096;

    private readonly SpectralNetwork _network;

    private SpectralClassifier(SpectralNetwork network) => _network = network;

    /// <summary>Trains on batches that hold every class equally often.</summary>
    /// <param name="added">The second half of every batch; null where all of it is <paramref name="main"/>.</param>
    /// <param name="bands">Of the real training pixels: the same for every training set that is compared.</param>
    /// <param name="steps">The same for every training set: a larger one is no longer training.</param>
    public static SpectralClassifier Train(
        ISpectra main, ISpectra? added, int classes, Standardisation bands, SeedTree seed, int steps)
    {
        var network = new SpectralNetwork(bands, classes, seed.Derive("weights"));
        using var adam = new AdamW(
            network.named_parameters(), new AdamWOptions(LearningRate: 3e-3, WeightDecay: 0.01, WarmUp: 50, CosineSteps: steps));
        using var spectra = zeros(Batch, main.Bands).DetachFromDisposeScope();
        using var labels = zeros(Batch, ScalarType.Int64).DetachFromDisposeScope();
        var (first, second) = (Present(main, classes), added is null ? [] : Present(added, classes));
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < Batch; i++)
            {
                // An addition without any labelled spectrum leaves the batch as it would be without it.
                var other = second.Length > 0 && i >= Batch / 2;
                var (source, present) = other ? (added!, second) : (main, first);
                var random = seed.Derive("spectrum", step, i).Stream();
                var label = present[random.NextInt(present.Length)];
                source.Fill(label, random.NextInt(source.CountOf(label)), TensorMemory.Floats(spectra).Slice(i * main.Bands, main.Bands));
                MemoryMarshal.Cast<byte, long>(labels.bytes)[i] = label - 1;
            }

            using var scope = NewDisposeScope();
            nn.functional.cross_entropy(network.forward(spectra), labels).backward();
            adam.Step(step);
        }

        return new(network);
    }

    /// <summary>The classes 1 .. <paramref name="classes"/> that have spectra.</summary>
    public static int[] Present(ISpectra spectra, int classes) =>
        [.. Enumerable.Range(1, classes).Where(label => spectra.CountOf(label) > 0)];

    /// <param name="spectra">n x bands, row-major.</param>
    /// <param name="labels">n: the likeliest class of each.</param>
    /// <param name="confidence">n: its probability as the network has it.</param>
    public void Classify(ReadOnlySpan<float> spectra, int bands, Span<byte> labels, Span<float> confidence)
    {
        using var _ = no_grad();
        for (var from = 0; from < labels.Length; from += SpectraAtOnce)
        {
            var count = Math.Min(SpectraAtOnce, labels.Length - from);
            using var scope = NewDisposeScope();
            var some = empty(count, bands);
            spectra.Slice(from * bands, count * bands).CopyTo(TensorMemory.Floats(some));
            var (best, index) = nn.functional.softmax(_network.forward(some), 1).max(1);
            var (values, indices) = (best.data<float>().ToArray(), index.data<long>().ToArray());
            for (var i = 0; i < count; i++)
                (labels[from + i], confidence[from + i]) = ((byte)(indices[i] + 1), values[i]);
        }
    }

    public void Dispose() => _network.Dispose();
}
