using Hud.Engine.Networks;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Bench;

/// <summary>The training that benchmarks repeat: a U-Net, mean squared error, clipping, AdamW and averaged weights, on
/// noise from a seed in buffers that are filled again each step.</summary>
internal sealed class DenoiserTraining : ITrainable
{
    private readonly SeedTree _seed = new(1);
    private readonly DataParallel<UNet> _parallel;
    private readonly AdamW _adam;
    private readonly Ema _ema;
    private readonly float[] _draws;

    public DenoiserTraining(UNetPreset preset, Precision precision, int batch, int channels, int crop, int shards)
    {
        Network = new UNet(channels, preset, precision);
        // Every layer filled, so that outputs of two implementations can be compared before training.
        Nn.Initialise(Network, _seed);
        _parallel = new(Network, () => new UNet(channels, preset, precision), shards);
        _adam = new(Network.named_parameters(), new AdamWOptions());
        _ema = new(Network.named_parameters(), 0.999);
        Input = zeros(batch, channels, crop, crop);
        Target = zeros(batch, channels, crop, crop);
        Times = zeros(batch);
        _draws = new float[Input.numel()];
    }

    public UNet Network { get; }

    public Tensor Input { get; }

    public Tensor Target { get; }

    public Tensor Times { get; }

    public void Fill(long step)
    {
        Draw("input", Input);
        Draw("target", Target);
        Draw("times", Times);
        using var scope = NewDisposeScope();
        Times.abs_().mul_(300);

        void Draw(string purpose, Tensor to)
        {
            var values = _draws.AsSpan(0, (int)to.numel());
            _seed.Derive(purpose, step).Stream().FillGaussian(values);
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).CopyTo(to.bytes);
        }
    }

    public double Train(long step)
    {
        using var scope = NewDisposeScope();
        var loss = _parallel.Backward(Input.shape[0], (network, first, count) => nn.functional.mse_loss(
            network.forward(Input.narrow(0, first, count), Times.narrow(0, first, count)), Target.narrow(0, first, count)));
        _adam.Step(step);
        _ema.Update(step);
        return loss;
    }

    public double Step(long step)
    {
        Fill(step);
        return Train(step);
    }

    public IReadOnlyDictionary<string, Tensor> State() =>
        TrainableState.Of(Network, "").Concat(_ema.State()).Concat(_adam.State()).ToDictionary();

    public void Load(IReadOnlyDictionary<string, Tensor> state) => TrainableState.Restore(State(), state);

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_parallel, _adam, _ema, Network, Input, Target, Times]) part.Dispose();
    }
}
