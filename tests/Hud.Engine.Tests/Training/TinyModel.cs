using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Training;

/// <summary>A denoiser small enough to train in tests, with everything that a real one has.</summary>
internal sealed class TinyModel : ITrainable
{
    private readonly SeedTree _seed;
    private readonly UNet _network;
    private readonly AdamW _optimiser;
    private readonly Ema _ema;

    public TinyModel(long seed, Precision precision = Precision.Fp32, int threads = 1)
    {
        TorchRuntime.Ensure(threads);
        _seed = new SeedTree(seed);
        _network = new UNet(3, UNetPreset.Tiny, precision);
        _network.Initialise(_seed);
        var parameters = _network.named_parameters().ToArray();
        _optimiser = new AdamW(parameters, new AdamWOptions(LearningRate: 1e-3, WarmUp: 3));
        _ema = new Ema(parameters, 0.9);
    }

    /// <summary>The step whose loss is made NaN; -1 for none.</summary>
    public long PoisonLossAt { get; init; } = -1;

    /// <summary>The step whose weights are made infinite while its loss looks fine.</summary>
    public long PoisonWeightsAt { get; init; } = -1;

    public double Step(long step)
    {
        using var scope = NewDisposeScope();
        var noise = Draw("noise", step);
        var noisy = (Draw("image", step) * 0.6) + (noise * 0.8);
        var loss = (_network.forward(noisy, ones(4) * (step + 1)) - noise).square().mean();
        loss.backward();
        _optimiser.Step(step);
        _ema.Update(step);
        if (step == PoisonWeightsAt)
        {
            using var _ = no_grad();
            _network.get_parameter("conv_in.bias")!.fill_(float.PositiveInfinity);
        }

        return step == PoisonLossAt ? double.NaN : loss.item<float>();
    }

    public IReadOnlyDictionary<string, Tensor> State() =>
        TrainableState.Of(_network, "model.").Concat(_ema.State()).Concat(_optimiser.State()).ToDictionary();

    public void Load(IReadOnlyDictionary<string, Tensor> state) => TrainableState.Restore(State(), state);

    public void Dispose()
    {
        _network.Dispose();
        _optimiser.Dispose();
        _ema.Dispose();
    }

    private Tensor Draw(string purpose, long step)
    {
        var values = new float[4 * 3 * 8 * 8];
        _seed.Derive(purpose, step).Stream().FillGaussian(values);
        return tensor(values, [4, 3, 8, 8]);
    }
}
