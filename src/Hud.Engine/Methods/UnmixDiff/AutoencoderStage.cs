using Hud.Engine.Native;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Trains the unmixing autoencoder by reconstruction.</summary>
internal sealed class AutoencoderStage : IDisposable
{
    /// <summary>The released schedule: 40 epochs, a tenth of the rate from the 30th on (its epochs count from 1).</summary>
    private const int Epochs = 40;
    private const int EpochsToDecay = 30;

    private readonly UnmixDiffOptions _options;
    private readonly SeedTree _seed;
    private readonly CropBatch _batch;
    private readonly DataParallel<UnmixingAutoencoder> _shares;
    private readonly AdamW _adam;

    /// <param name="build">Makes the autoencoder and its replicas.</param>
    /// <param name="batch">Shared with the other stage, whose turn it is not.</param>
    public AutoencoderStage(
        UnmixDiffOptions options, Func<UnmixingAutoencoder> build, CropBatch batch, SeedTree seed, long steps, int threads)
    {
        (_options, _batch, _seed) = (options, batch, seed);
        Network = build();
        Network.Initialise(seed.Derive("weights"));
        Network.PlacedNetwork();
        Network.train();
        _shares = new(Network, build, threads);
        _adam = new(Network.named_parameters(), new AdamWOptions(
            LearningRate: options.AutoencoderLearningRate, ClipNorm: 0, Factor: step => Decay(step, steps)));
    }

    public UnmixingAutoencoder Network { get; }

    /// <summary>The released decay, spread over as many steps as there are.</summary>
    internal static double Decay(long step, long steps) => Math.Pow(0.1, ((step * Epochs / steps) + 1) / EpochsToDecay);

    public double Step(long step)
    {
        _batch.Fill(_seed, step);
        var loss = _shares.Backward(_batch.Size, MeanLoss);
        return double.IsFinite(_adam.Step(step)) ? loss : double.NaN;
    }

    public IEnumerable<KeyValuePair<string, Tensor>> State(string prefix) =>
        TrainableState.Of(Network, prefix).Concat(_adam.State($"{prefix}adam."));

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_shares, _adam, Network]) part.Dispose();
    }

    private Tensor MeanLoss(UnmixingAutoencoder network, long first, long count)
    {
        var target = _batch.Images(first, count);
        var y = network.forward(target);
        return Charbonnier.Of(y - target)
            + (Number.Of(_options.SadWeight) * UnmixingLoss.SpectralAngle(y, target))
            + (Number.Of(_options.TvWeight) * UnmixingLoss.TotalVariation(network.Endmembers, _options.Form));
    }
}
