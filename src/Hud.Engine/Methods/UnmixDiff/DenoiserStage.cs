using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Trains the denoiser on what the finished autoencoder's encoder makes of each crop. Abundances are inferred anew
/// every step: the encoder's channel attention looks at a whole crop, and as released every crop has a scale of its own, so
/// no map of the scene holds them.</summary>
internal sealed class DenoiserStage : IDisposable
{
    private readonly SeedTree _seed;
    private readonly UnmixingAutoencoder _encoder;
    private readonly CropBatch _crops;
    private readonly NoiseBatch _noise;
    private readonly UNet _network;
    private readonly DataParallel<UNet>? _shares;
    private readonly AdamW _adam;

    public DenoiserStage(
        UnmixDiffOptions options, UnmixingAutoencoder encoder, CropBatch crops, NoiseBatch noise, SeedTree seed, int threads)
    {
        (_encoder, _crops, _noise, _seed) = (encoder, crops, noise, seed);
        _network = UnmixDiffNetwork.Denoiser(options);
        Initialisation.Orthogonal(_network, seed.Derive("weights"));
        _network.PlacedNetwork();
        _network.train();
        if (options.Dropout == 0) _shares = new(_network, () => UnmixDiffNetwork.Denoiser(options), threads);
        _adam = new(_network.named_parameters(), new AdamWOptions(LearningRate: options.LearningRate, ClipNorm: 0));
    }

    public double Step(long step)
    {
        _crops.Fill(_seed, step);
        _noise.Fill(_seed, step);
        var loss = _shares is null
            ? SeededDropout.Backward(_seed, step, () => MeanLoss(_network, 0, _crops.Size))
            : _shares.Backward(_crops.Size, MeanLoss);
        return double.IsFinite(_adam.Step(step)) ? loss : double.NaN;
    }

    /// <summary>The network's own tensors as prefix + name: all that sampling needs.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Weights(string prefix) => TrainableState.Of(_network, prefix);

    public IEnumerable<KeyValuePair<string, Tensor>> State(string prefix) =>
        Weights(prefix).Concat(_adam.State($"{prefix}adam."));

    public void Dispose()
    {
        foreach (var part in (IDisposable?[])[_shares, _noise, _adam, _network]) part?.Dispose();
    }

    /// <summary>Mean absolute error of the predicted noise.</summary>
    private Tensor MeanLoss(UNet network, long first, long count)
    {
        var (noise, levels) = (_noise.Noise.narrow(0, first, count).Placed(), _noise.Levels.narrow(0, first, count).Placed());
        return (network.forward(Noisy(noise, levels, first, count), levels) - noise).abs().mean();
    }

    /// <summary>x_t of some crops' abundances, stretched from 0 .. 1 to -1 .. 1.</summary>
    private Tensor Noisy(Tensor noise, Tensor levels, long first, long count)
    {
        using var _ = no_grad();
        var a = levels.reshape(count, 1, 1, 1);
        var x0 = (Number.Of(2) * _encoder.Encode(_crops.Images(first, count))) - Number.Of(1);
        return (a * x0) + ((Number.Of(1) - a.square()).sqrt() * noise);
    }
}
