using Hud.Engine.Methods.UnmixDiff;
using Hud.Engine.Native;
using Hud.Engine.Networks;

namespace Hud.Engine.Tests.Methods.UnmixDiff;

public sealed class UnmixDiffDenoiserTests
{
    public UnmixDiffDenoiserTests() => TorchRuntime.Ensure(1);

    /// <summary>Counts of the released network, counted in Python; with 256 its attention sits at the fifth level.</summary>
    [Theory]
    [InlineData("256", 97.8, 97_808_069)]
    [InlineData("32", 92.9, 92_887_109)]
    public void Paper_preset_has_the_parameters_of_the_released_network(string imageSize, double millions, long exactly)
    {
        var options = new UnmixDiffOptions { Preset = "paper", ImageSize = imageSize, Dropout = 0.2 };
        using var network = UnmixDiffNetwork.Denoiser(options);
        var count = network.parameters().Sum(p => p.numel());
        Assert.Equal(millions, count / 1e6, 0.05);
        Assert.Equal(exactly, count);

        var shapes = network.named_parameters().ToDictionary(p => p.name, p => p.parameter.shape);
        Assert.Equal([64L, 5, 3, 3], shapes["conv_in.weight"]);
        Assert.Equal([256L, 64], shapes["time1.weight"]);
        Assert.Equal([64L, 256], shapes["time2.weight"]);
        Assert.Equal([512L, 64], shapes["mid1.time.weight"]);
        Assert.Equal([512L, 1024, 3, 3], shapes["up.0.conv1.weight"]);
        Assert.Equal([5L, 64, 3, 3], shapes["conv_out.weight"]);
    }

    [Theory]
    [InlineData("paper", "256", new[] { 4 })]
    [InlineData("paper", "32", new[] { 1 })]
    [InlineData("tiny", "32", new[] { 1 })]
    [InlineData("tiny", "256", new int[0])]
    public void Image_size_says_where_attention_sits(string preset, string imageSize, int[] levels) => Assert.Equal(
        levels, UnmixDiffNetwork.Preset(new() { Preset = preset, ImageSize = imageSize }).AttentionLevels);

    /// <summary>Golden values: numpy, beta = linspace(1e-6, 1e-2, 2000), a = cumprod(1 - beta), p = append(1, a[:-1]):
    /// beta sqrt(p) / (1 - a), (1 - p) sqrt(1 - beta) / (1 - a), beta (1 - p) / (1 - a).</summary>
    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(2, 0.8571839883786877, 0.1428160116117082, 8.571844169956523e-07)]
    [InlineData(1000, 0.0015605326339050917, 0.9970515911471337, 0.004995762902367566)]
    [InlineData(2000, 6.656327586960424e-05, 0.994986996279887, 0.009999995569524633)]
    public void Posterior_has_the_coefficients_of_the_released_schedule(int t, double x0, double xt, double variance)
    {
        var schedule = UnmixDiffNetwork.Schedule(new());
        var posterior = schedule.Posterior(t, t - 1);
        Assert.Equal(x0, posterior.X0, 1e-9);
        Assert.Equal(xt, posterior.Xt, 1e-9);
        Assert.Equal(variance, posterior.Variance, 1e-15);
        Assert.Equal(4.3859782361332086e-05, schedule.AlphaBar(2000), 1e-15);
    }
}
