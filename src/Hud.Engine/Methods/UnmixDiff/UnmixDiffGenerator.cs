using Hud.Engine.Diffusion;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Samples abundances with the ancestral sampler, x_0 clamped to -1 .. 1 in every step, and decodes them.</summary>
public sealed class UnmixDiffGenerator : IGenerator
{
    internal const string NetworkPrefix = "network.";
    internal const string Endmembers = "decoder.endmembers";

    private readonly UNet _network;
    private readonly Synthesis _synthesis;
    private readonly DiffusionModel _model;

    /// <exception cref="InvalidDataException">A tensor is missing or has another shape than the options say.</exception>
    public UnmixDiffGenerator(ModelFile model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var options = OptionBinding.Bind<UnmixDiffOptions>(model.Header.Method, model.Header.Spec.Options);
        var (bands, d) = (model.Header.Scene.Bands, options.Endmembers);
        if (!model.Tensors.TryGetValue(Endmembers, out var decoder)) throw new InvalidDataException($"the model lacks {Endmembers}");
        if (decoder.dtype != ScalarType.Float32 || !decoder.shape.SequenceEqual([bands, d, 1, 1]))
            throw new InvalidDataException($"{Endmembers} is not {bands} x {d} x 1 x 1 of float32");
        _synthesis = new(decoder.data<float>().ToArray(), d, options.Form);
        _network = UnmixDiffNetwork.Denoiser(options);
        _network.eval();
        TrainableState.RestoreNetwork(_network, NetworkPrefix, model.Tensors);
        _network.PlacedNetwork();
        var schedule = UnmixDiffNetwork.Schedule(options);
        _model = new DiffusionModel(Predict, schedule, Prediction.Epsilon).WithData(1);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Cube> Generate(
        GenerationRequest request, int first, int count, Action<double>? progress = null) =>
        [.. GenerateAbundances(request, first, count, progress)
            .Select(abundances => _synthesis.Decode(abundances, request.Rows, request.Cols))];

    /// <summary>The same images before decoding: rows x cols x d each.</summary>
    /// <inheritdoc cref="Generate"/>
    public IReadOnlyList<float[]> GenerateAbundances(
        GenerationRequest request, int first, int count, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        UnmixDiffusion.RequireAncestral(request.Sampling);
        _network.Preset.RequireDivides(request.Rows, request.Cols);
        using var scope = NewDisposeScope();
        var noise = new SampleNoise(request.Seed, first, count, _network.Channels, request.Rows, request.Cols);
        var x = Samplers.Sample(request.Sampling, _model, noise, SigmaChoice.Posterior,
            calls => progress?.Invoke(calls / (double)request.Sampling.Steps));
        var planes = x.OnHost().data<float>().ToArray();
        var size = planes.Length / count;
        return [.. Enumerable.Range(0, count).Select(i => _synthesis.Abundances(planes.AsSpan(i * size, size)))];
    }

    public void Dispose() => _network.Dispose();

    /// <summary>The network wants the noise level where samplers say the step.</summary>
    private Tensor Predict(Tensor x, Tensor t)
    {
        using var level = full_like(t, Number.Of(Math.Sqrt(_model.Schedule.AlphaBar((int)Number.From(t[0])))));
        return _network.forward(x, level);
    }
}
