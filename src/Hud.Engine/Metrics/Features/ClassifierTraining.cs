using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Hud.Engine.Methods.Hud;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments;
using static TorchSharp.torch;

namespace Hud.Engine.Metrics.Features;

/// <summary>Trains the classifier of a scene on its labelled training crops. Budget, seed and the two shares of a batch are
/// fixed: every trial that may be the first to need it makes the same one.</summary>
internal static class ClassifierTraining
{
    /// <summary>Raised when the same scene would give another classifier; what <see cref="CropSplit"/> holds out decides that too.
    /// 2: tiles, where 1 held out bands.</summary>
    public const int Version = 2;

    /// <summary>Of a batch, each on one thread.</summary>
    public const int Shares = 2;

    private const int Steps = 300;
    private const int Batch = 32;

    private static readonly AdamWOptions Rates = new(LearningRate: 2e-3, WeightDecay: 0.01, WarmUp: 20, CosineSteps: Steps);

    /// <exception cref="InputException">Labelled training crops of fewer than two classes.</exception>
    public static ClassifierNetwork Run(Scene scene, CropSplit split, int features)
    {
        var byClass = ByClass(scene, split);
        if (byClass.Length < 2)
            throw new InputException(scene.Name, "ground truth", $"{byClass.Length}",
                $"the classifier of image metrics needs at least two classes among the labelled training crops of {split.Size} pixels");

        var seed = new SeedTree(0).Derive("scene classifier");
        ClassifierNetwork Build() => new(scene.Cube.Bands, features, scene.Classes);
        var network = Build();
        network.Initialise(seed.Derive("weights"), Standardisation.Of(scene.Cube.Data, scene.Cube.Bands, scene.Valid));
        using var shares = new DataParallel<ClassifierNetwork>(network, Build, Shares);
        using var adam = new AdamW(network.named_parameters(), Rates);
        using var crops = zeros(Batch, split.Size, split.Size, scene.Cube.Bands).DetachFromDisposeScope();
        using var labels = zeros(Batch, ScalarType.Int64).DetachFromDisposeScope();
        for (var step = 0; step < Steps; step++)
        {
            Parallel.For(0, Batch, new() { MaxDegreeOfParallelism = Shares }, i =>
            {
                // Every class equally often, or a scene of meadows would teach nothing about the rest.
                var random = seed.Derive("crop", step, i).Stream();
                var (label, places) = byClass[random.NextInt(byClass.Length)];
                var place = places[random.NextInt(places.Length)] with { Orientation = random.NextInt(8) };
                var size = split.Size * split.Size * scene.Cube.Bands;
                place.CopyTo(scene.Cube, split.Size, MemoryMarshal.Cast<byte, float>(crops.bytes).Slice(i * size, size));
                MemoryMarshal.Cast<byte, long>(labels.bytes)[i] = label - 1;
            });
            shares.Backward(Batch, (replica, first, count) => nn.functional.cross_entropy(
                replica.forward(crops.narrow(0, first, count)).Logits, labels.narrow(0, first, count)));
            adam.Step(step);
        }

        return network;
    }

    private static ImmutableArray<(byte Label, CropPlace[] Places)> ByClass(Scene scene, CropSplit split)
    {
        var labels = CropLabels.Of(scene, split.Training, split.Size);
        return
        [
            .. split.Training.Zip(labels).Where(p => p.Second != 0).GroupBy(p => p.Second, p => p.First)
                .OrderBy(g => g.Key).Select(g => (g.Key, g.ToArray())),
        ];
    }
}
