using Hud.Engine.Methods.UnmixDiff;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Networks;

/// <summary>The denoiser as SR3 conditions it.</summary>
public sealed class NoiseLevelTests
{
    private static readonly UNetPreset Preset = UNetPreset.Tiny with { Conditioning = Conditioning.NoiseLevel };

    public NoiseLevelTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Embedding_of_a_level_stops_one_step_short_of_the_slowest_frequency()
    {
        using var scope = NewDisposeScope();
        var embedding = TimeEmbedding.Of(tensor((float[])[0.25f, 0.9f]), 8, endpoint: false);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Math.Sin(0.9 * Math.Pow(10, -i)), embedding[1, i].item<float>(), 1e-6);
            Assert.Equal(Math.Cos(0.25 * Math.Pow(10, -i)), embedding[0, 4 + i].item<float>(), 1e-6);
        }
    }

    [Fact]
    public void Embedding_returns_to_the_first_width_and_queries_have_no_bias()
    {
        using var network = new UNet(5, Preset, Precision.Fp32);
        var shapes = network.named_parameters().ToDictionary(p => p.name, p => p.parameter.shape);
        Assert.Equal([64L, 16], shapes["time1.weight"]);
        Assert.Equal([16L, 64], shapes["time2.weight"]);
        Assert.Equal([32L, 16], shapes["mid1.time.weight"]);
        Assert.DoesNotContain("mid_attn.qkv.bias", shapes.Keys);
        Assert.Contains("mid_attn.proj.bias", shapes.Keys);
    }

    /// <summary>Golden values: mirrors.py.</summary>
    [Fact]
    public void Denoiser_computes_what_its_mirror_in_python_does()
    {
        using var scope = NewDisposeScope();
        using var network = MirrorNumbers.Filled(
            UnmixDiffNetwork.Denoiser(new() { Preset = "tiny", Endmembers = 3, Dropout = 0 }));
        var output = network.forward(MirrorNumbers.Image(2, 3, 16, 16), tensor((float[])[0.3f, 0.8f]));
        MirrorNumbers.Same(output, [-0.2168052197, 0.2077099979, 0.1128809825, 0.1071656719], 540.0898397);
    }

    [Fact]
    public void Levels_between_0_and_1_change_the_answer()
    {
        using var network = new UNet(5, Preset, Precision.Fp32);
        Nn.Initialise(network, new SeedTree(3));
        using var scope = NewDisposeScope();
        var x = torch.sin(arange(5 * 64, dtype: ScalarType.Float32)).reshape(1, 5, 8, 8);
        Assert.False(network.forward(x, full(1, 0.1f)).allclose(network.forward(x, full(1, 0.9f)), 1e-3, 1e-3));
    }
}
