using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Networks;

/// <summary>Convolution with square kernel and "same" padding whose arithmetic follows a <see cref="Precision"/>.
/// Weight (out, in, k, k) and bias (out), if any, are float32 masters and start at zero: see <see cref="Nn.Initialise"/>.</summary>
public sealed class Conv2d : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly Precision _precision;
    private readonly long[] _stride;
    private readonly long[] _padding;

    public Conv2d(int inputs, int outputs, int kernel, Precision precision, int stride = 1, bool hasBias = true)
        : base(nameof(Conv2d))
    {
        weight = new Parameter(zeros(outputs, inputs, kernel, kernel));
        bias = hasBias ? new Parameter(zeros(outputs)) : null;
        _precision = precision;
        _stride = [stride, stride];
        _padding = [kernel / 2, kernel / 2];
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _precision == Precision.Fp32
            ? nn.functional.conv2d(input, weight, bias, _stride, _padding)
            : nn.functional.conv2d(
                input.to(ScalarType.BFloat16), weight.to(ScalarType.BFloat16), bias?.to(ScalarType.BFloat16), _stride, _padding);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            weight.Dispose();
            bias?.Dispose();
        }

        base.Dispose(disposing);
    }
}
