using Hud.Engine.Diffusion;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Engine.Unmixing;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Hud;

/// <summary>Algorithm 2: sample Z, undo the standardisation, softmax to abundances, decode linearly.</summary>
public sealed class HudGenerator : IGenerator
{
    internal const string NetworkPrefix = "network.";
    private const string Endmembers = "decoder.endmembers";
    private const string Mean = "standardisation.mean";
    private const string Deviation = "standardisation.deviation";

    private readonly HudOptions _options;
    private readonly LatentSpace _space;
    private readonly UNet _network;
    private readonly NoiseSchedule _schedule;

    /// <exception cref="InvalidDataException">A tensor is missing or has another shape than the options say.</exception>
    public HudGenerator(ModelFile model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _options = OptionBinding.Bind<HudOptions>(HudMethod.MethodName, model.Header.Spec.Options);
        _space = SpaceOf(model, _options);
        _schedule = HudNetwork.Schedule(_options);
        _network = HudNetwork.Build(_options, _space.Channels);
        _network.eval();
        TrainableState.RestoreNetwork(_network, NetworkPrefix, model.Tensors);
        _network.PlacedNetwork();
    }

    /// <inheritdoc/>
    public IReadOnlyList<Cube> Generate(
        GenerationRequest request, int first, int count, Action<double>? progress = null) =>
        [.. GenerateAbundances(request, first, count, progress)
            .Select(abundances => _space.Decode(abundances, request.Rows, request.Cols))];

    /// <summary>The same images before decoding: rows x cols x d each, non-negative with sum one.</summary>
    /// <inheritdoc cref="Generate"/>
    public IReadOnlyList<float[]> GenerateAbundances(
        GenerationRequest request, int first, int count, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _network.Preset.RequireDivides(request.Rows, request.Cols);
        using var scope = NewDisposeScope();
        var model = new DiffusionModel(_network.forward, _schedule, _options.Prediction);
        var noise = new SampleNoise(request.Seed, first, count, _space.Channels, request.Rows, request.Cols);
        var z = Samplers.Sample(request.Sampling, model, noise, _options.Sigma,
            calls => progress?.Invoke(calls / (double)request.Sampling.Steps));
        var planes = z.OnHost().data<float>().ToArray();
        var size = planes.Length / count;
        return [.. Enumerable.Range(0, count).Select(i => _space.Abundances(planes.AsSpan(i * size, size)))];
    }

    public void Dispose() => _network.Dispose();

    internal static IEnumerable<KeyValuePair<string, Tensor>> TensorsOf(LatentSpace space)
    {
        yield return new(Endmembers, tensor(space.Model.A).DetachFromDisposeScope());
        yield return new(Mean, tensor(space.Standardisation.Mean).DetachFromDisposeScope());
        yield return new(Deviation, tensor(space.Standardisation.Deviation).DetachFromDisposeScope());
    }

    private static LatentSpace SpaceOf(ModelFile model, HudOptions options)
    {
        var d = options.Endmembers ?? throw new InvalidDataException("the model's option endmembers is not resolved");
        var bands = model.Header.Scene.Bands;
        var channels = options.Projection.Channels(d);
        var flat = Doubles(model, Endmembers, bands, d);
        var A = new double[bands, d];
        Buffer.BlockCopy(flat, 0, A, 0, flat.Length * sizeof(double));
        return new(new MixingModel(A), options.Projection,
            new(Doubles(model, Mean, channels), Doubles(model, Deviation, channels)));
    }

    private static double[] Doubles(ModelFile model, string name, params long[] shape)
    {
        if (!model.Tensors.TryGetValue(name, out var found)) throw new InvalidDataException($"the model lacks {name}");
        if (found.dtype != ScalarType.Float64 || !found.shape.SequenceEqual(shape))
            throw new InvalidDataException($"{name} is not {string.Join(" x ", shape)} of float64");
        return found.data<double>().ToArray();
    }
}
