using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Terms of the autoencoder's loss beside <see cref="Charbonnier"/>, as the released code defines them.</summary>
internal static class UnmixingLoss
{
    private const double SmallestSquare = 1e-16;

    /// <summary>The arc cosine's slope is infinite at +-1, where a perfect pixel would make every weight NaN; released code
    /// risks it. Within this of +-1 the angle (0.0014 and less) is constant instead.</summary>
    private const double CosineMargin = 1e-6;

    /// <summary>Mean angle between the spectra of two images (n, bands, h, w), in radians.</summary>
    public static Tensor SpectralAngle(Tensor y, Tensor target)
    {
        static Tensor Length(Tensor spectra) => spectra.square().sum([1L]).clamp_min(Number.Of(SmallestSquare)).sqrt();
        var cosine = (y * target).sum([1L]) / (Length(y) * Length(target));
        return cosine.clamp(Number.Of(CosineMargin - 1), Number.Of(1 - CosineMargin)).acos().mean();
    }

    /// <summary>Twice the mean squared difference of neighbours in <paramref name="endmembers"/>.</summary>
    /// <param name="endmembers">(bands, count, 1, 1).</param>
    /// <param name="form">As released, neighbours are the endmembers 1 and 2, 2 and 3, ... of one band, which pulls
    /// endmembers together; repaired, they are neighbouring bands of one endmember.</param>
    public static Tensor TotalVariation(Tensor endmembers, UnmixDiffForm form)
    {
        var axis = form is UnmixDiffForm.AsReleased ? 1 : 0;
        var length = endmembers.shape[axis] - 1;
        return Number.Of(2) * (endmembers.narrow(axis, 1, length) - endmembers.narrow(axis, 0, length)).square().mean();
    }
}
