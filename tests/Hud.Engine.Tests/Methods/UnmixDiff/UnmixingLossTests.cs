using Hud.Engine.Methods;
using Hud.Engine.Methods.UnmixDiff;
using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.UnmixDiff;

public sealed class UnmixingLossTests
{
    public UnmixingLossTests() => TorchRuntime.Ensure(1);

    /// <summary>Golden values: PyTorch 1.13, n = arange(24).reshape(2, 3, 2, 2), y = sin(n) + 1.5, target = cos(n) + 1.5:
    /// mean(sqrt((y - g)**2 + 1e-6)) and acos(cosine_similarity(y, g, dim=1)).mean().</summary>
    [Fact]
    public void Charbonnier_and_angle_are_those_of_python()
    {
        using var scope = NewDisposeScope();
        var n = arange(24, dtype: ScalarType.Float64).reshape(2, 3, 2, 2);
        var (y, target) = (n.sin() + 1.5, n.cos() + 1.5);
        Assert.Equal(0.8803745733809624, Charbonnier.Of(y - target).item<double>(), 1e-12);
        Assert.Equal(0.5937809995910274, UnmixingLoss.SpectralAngle(y, target).item<double>(), 1e-12);
    }

    /// <summary>Golden values: the released formula (and the same along axis 0) on sin(arange(12)).reshape(4, 3, 1, 1).</summary>
    [Theory]
    [InlineData(UnmixDiffForm.AsReleased, 0.9173056057962711)]
    [InlineData(UnmixDiffForm.Repaired, 3.9809435186514737)]
    public void Total_variation_runs_between_endmembers_as_released_and_along_the_spectrum_repaired(
        UnmixDiffForm form, double expected)
    {
        using var scope = NewDisposeScope();
        var endmembers = arange(12, dtype: ScalarType.Float64).sin().reshape(4, 3, 1, 1);
        Assert.Equal(expected, UnmixingLoss.TotalVariation(endmembers, form).item<double>(), 1e-12);
    }

    [Fact]
    public void Equal_endmembers_please_the_released_variation_and_flat_ones_the_repaired()
    {
        using var scope = NewDisposeScope();
        var equal = arange(6, dtype: ScalarType.Float64).reshape(6, 1, 1, 1).repeat(1, 3, 1, 1);
        var flat = arange(3, dtype: ScalarType.Float64).reshape(1, 3, 1, 1).repeat(6, 1, 1, 1);
        Assert.Equal(0, UnmixingLoss.TotalVariation(equal, UnmixDiffForm.AsReleased).item<double>());
        Assert.Equal(2, UnmixingLoss.TotalVariation(equal, UnmixDiffForm.Repaired).item<double>());
        Assert.Equal(2, UnmixingLoss.TotalVariation(flat, UnmixDiffForm.AsReleased).item<double>());
        Assert.Equal(0, UnmixingLoss.TotalVariation(flat, UnmixDiffForm.Repaired).item<double>());
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(-2f)]
    [InlineData(0f)]
    public void Gradient_of_the_angle_is_finite_where_spectra_are_parallel_opposite_or_empty(float factor)
    {
        using var scope = NewDisposeScope();
        var target = (arange(24, dtype: ScalarType.Float32) / 24).reshape(1, 6, 2, 2);
        var y = (target * factor).requires_grad_();
        var angle = UnmixingLoss.SpectralAngle(y, target);
        angle.backward();
        Assert.True(y.grad!.isfinite().all().item<bool>());
        Assert.Equal(factor > 0 ? 0 : factor < 0 ? Math.PI : Math.PI / 2, angle.item<float>(), 0.002);
    }

    [Fact]
    public void Gradient_of_the_angle_turns_a_spectrum_towards_its_target()
    {
        using var scope = NewDisposeScope();
        var target = tensor((float[])[1, 0]).reshape(1, 2, 1, 1);
        var y = ones(2).reshape(1, 2, 1, 1).requires_grad_();
        UnmixingLoss.SpectralAngle(y, target).backward();
        // d angle / d y of (1, 1) against (1, 0): (-1/2, 1/2).
        Assert.Equal(-0.5f, y.grad!.flatten()[0].item<float>(), 1e-5f);
        Assert.Equal(0.5f, y.grad!.flatten()[1].item<float>(), 1e-5f);
    }
}
