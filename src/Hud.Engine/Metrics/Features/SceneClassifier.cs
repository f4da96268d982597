using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Engine.Methods;
using Hud.Engine.Methods.Hud;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Files;
using static TorchSharp.torch;

namespace Hud.Engine.Metrics.Features;

/// <summary>The classifier of a scene's crops, in the part that Inception plays for photographs: trained once for a scene, crop
/// size and feature size, and shared by all methods and seeds.</summary>
public sealed class SceneClassifier : IDisposable
{
    private const string FileName = "classifier.safetensors";
    private const string QualityKey = "quality";

    /// <summary>Fixed, so that no last digit depends on how many threads share the work.</summary>
    private const int ImagesAtOnce = 8;

    private const int StandardisingCrops = 512;

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly ClassifierNetwork _network;
    private readonly int _size;
    private readonly int _bands;

    private SceneClassifier(ClassifierNetwork network, int size, int bands) => (_network, _size, _bands) = (network, size, bands);

    public ClassifierQuality Quality { get; private set; } = new(0, double.NaN, double.NaN);

    /// <param name="size">Side of the crops in pixels.</param>
    /// <param name="features">Outputs of the feature layer, at least 1.</param>
    /// <exception cref="InputException">The scene has too few classes, or is too small to be split.</exception>
    public static SceneClassifier Of(PreparedScene prepared, int size, int features)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var scene = prepared.Scene;
        var recipe = new
        {
            ClassifierTraining.Version,
            Size = size,
            Features = features,
            scene.Classes,
            // A classifier of another division of the scene may have learned from today's held-out crops.
            Crops = (CropSplit.Of(scene, size) ?? throw TooSmall(scene, size)).Digest,
            Labels = Convert.ToHexStringLower(SHA256.HashData(scene.Labels ?? [])),
        };
        var folder = prepared.Obtain("classifier", recipe, target => Make(scene, size, features, Path.Combine(target, FileName)));
        return Read(Path.Combine(folder, FileName), scene, size, features);
    }

    /// <summary>Crops of the classifier's size, as cubes.</summary>
    internal FeatureSet Apply(IReadOnlyList<Cube> crops, int threads)
    {
        if (crops.FirstOrDefault(c => (c.Rows, c.Cols, c.Bands) != (_size, _size, _bands)) is { } other)
            throw new ArgumentException(
                $"An image of {other.Rows} x {other.Cols} x {other.Bands} is none of {_size} x {_size} x {_bands}.", nameof(crops));
        return Apply(crops.Count, (i, target) => crops[i].Data.CopyTo(target), threads);
    }

    /// <summary>Crops of a scene, read where they lie.</summary>
    internal FeatureSet Apply(Cube scene, ImmutableArray<CropPlace> places, int threads) =>
        Apply(places.Length, (i, target) => places[i].CopyTo(scene, _size, target), threads);

    public void Dispose() => _network.Dispose();

    private FeatureSet Apply(int count, Action<int, Span<float>> fill, int threads)
    {
        var set = new FeatureSet(new double[count][], new double[count][]);
        var chunks = (count + ImagesAtOnce - 1) / ImagesAtOnce;
        // torch on one core each, as in training: its own threads would give other last digits.
        ShardThread[] workers = [.. Enumerable.Range(0, Math.Min(threads, chunks)).Select(i => new ShardThread(i))];
        try
        {
            Task.WaitAll([.. workers.Select((worker, w) => worker.Run(() =>
            {
                for (var chunk = w; chunk < chunks; chunk += workers.Length)
                    Apply(chunk * ImagesAtOnce, Math.Min(count, (chunk + 1) * ImagesAtOnce), fill, set);
            }))]);
        }
        finally
        {
            foreach (var worker in workers) worker.Dispose();
        }

        return set;
    }

    private void Apply(int first, int end, Action<int, Span<float>> fill, FeatureSet set)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var crops = empty(end - first, _size, _size, _bands);
        var length = _size * _size * _bands;
        for (var i = first; i < end; i++)
            fill(i, MemoryMarshal.Cast<byte, float>(crops.bytes).Slice((i - first) * length, length));
        var (features, logits) = _network.forward(crops);
        var (rows, probabilities) = (Rows(features), Rows(nn.functional.softmax(logits.to(ScalarType.Float64), 1)));
        for (var i = first; i < end; i++)
            (set.Features[i], set.Probabilities[i]) = (rows[i - first], probabilities[i - first]);
    }

    private static double[][] Rows(Tensor matrix) =>
        [.. matrix.to(ScalarType.Float64).contiguous().data<double>().ToArray().Chunk((int)matrix.shape[1])];

    private static void Make(Scene scene, int size, int features, string path)
    {
        var split = CropSplit.Of(scene, size) ?? throw TooSmall(scene, size);
        using var network = ClassifierTraining.Run(scene, split, features);
        using var classifier = new SceneClassifier(network, size, scene.Cube.Bands);
        classifier.StandardiseFeatures(scene, split);
        var quality = ClassifierQuality.Of(classifier, scene, split);
        var metadata = new Dictionary<string, string> { [QualityKey] = JsonSerializer.Serialize(quality, Json) };
        AtomicFile.Write(path, stream => Safetensors.Write(stream, TrainableState.Of(network, "").ToDictionary(), metadata));
    }

    private void StandardiseFeatures(Scene scene, CropSplit split)
    {
        var places = CropSplit.Draw(split.Training, StandardisingCrops, new SeedTree(0).Derive("feature statistics"));
        var set = Apply(scene.Cube, places, ClassifierTraining.Shares);
        float[] values = [.. set.Features.SelectMany(f => f).Select(v => (float)v)];
        _network.Standardise(Standardisation.Of(values, values.Length / set.Count, Enumerable.Repeat(true, set.Count).ToArray()));
    }

    private static SceneClassifier Read(string path, Scene scene, int size, int features)
    {
        var network = new ClassifierNetwork(scene.Cube.Bands, features, scene.Classes);
        using var stream = File.OpenRead(path);
        var (tensors, metadata) = Safetensors.Read(stream);
        TrainableState.Restore(TrainableState.Of(network, "").ToDictionary(), tensors);
        foreach (var tensor in tensors.Values) tensor.Dispose();
        var quality = JsonSerializer.Deserialize<ClassifierQuality>(metadata[QualityKey], Json)!;
        return new(network, size, scene.Cube.Bands) { Quality = quality };
    }

    internal static InputException TooSmall(Scene scene, int size) => new(
        scene.Name, "budget.crop", $"{size}",
        $"{scene.Cube.Rows} x {scene.Cube.Cols} pixels with these invalid ones cannot be split into training and held-out crops of that side");
}
