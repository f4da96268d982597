using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Gan;

/// <summary>Batch normalisation of (n, features) or (n, features, h, w). Training normalises by the batch and keeps the
/// statistics of the last batch alone; evaluation normalises by what was kept. So the statistics of given weights are
/// measured by one pass of a large batch (<see cref="GanNetworks.Measured"/>), instead of trailing behind the weights.</summary>
internal sealed class BatchNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;

    public BatchNorm(int features) : base(nameof(BatchNorm))
    {
        weight = new Parameter(ones(features));
        bias = new Parameter(zeros(features));
        running_mean = zeros(features);
        running_var = ones(features);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training, momentum: 1, eps: 1e-5);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var tensor in (Tensor[])[weight, bias, running_mean, running_var]) tensor.Dispose();
        base.Dispose(disposing);
    }
}
