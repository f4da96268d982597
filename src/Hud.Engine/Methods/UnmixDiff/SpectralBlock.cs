using Hud.Engine.Native;
using Hud.Engine.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Spatial-spectral block: 3x3 convolutions, then 1x1 ones under channel attention, each added to its input at a
/// tenth. No normalisation. Jiang et al. 2020 (SSPSR), after Lim et al. 2017 and Zhang et al. 2018.</summary>
internal sealed class SpectralBlock : nn.Module<Tensor, Tensor>
{
    private const double Scale = 0.1;
    private const int Reduction = 16;

    private readonly Conv2d spatial1;
    private readonly Conv2d spatial2;
    private readonly Conv2d spectral1;
    private readonly Conv2d spectral2;
    private readonly Conv2d squeeze;
    private readonly Conv2d excite;

    public SpectralBlock(int channels) : base(nameof(SpectralBlock))
    {
        // Narrow presets would have nothing left.
        var reduced = Math.Max(1, channels / Reduction);
        spatial1 = new Conv2d(channels, channels, 3, Precision.Fp32);
        spatial2 = new Conv2d(channels, channels, 3, Precision.Fp32);
        spectral1 = new Conv2d(channels, channels, 1, Precision.Fp32);
        spectral2 = new Conv2d(channels, channels, 1, Precision.Fp32);
        squeeze = new Conv2d(channels, reduced, 1, Precision.Fp32);
        excite = new Conv2d(reduced, channels, 1, Precision.Fp32);
        RegisterComponents();
    }

    /// <param name="x">(n, channels, h, w).</param>
    public override Tensor forward(Tensor x)
    {
        x = x.add(spatial2.forward(spatial1.forward(x).relu_()), alpha: Number.Of(Scale));
        var h = spectral2.forward(spectral1.forward(x).relu_());
        var attention = excite.forward(squeeze.forward(h.mean([2, 3], keepdim: true)).relu_()).sigmoid();
        return x.add(h * attention, alpha: Number.Of(Scale));
    }
}
