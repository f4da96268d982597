using Hud.Engine.Native;
using Hud.Engine.Networks;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Networks;

public class NnTests
{
    public NnTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void GroupNorm_starts_as_the_identity_scale()
    {
        for (var i = 0; i < 20; i++)
        {
            // Dirty memory of the same size, so that an uninitialised parameter would show.
            using (var dirt = full(96, float.NaN)) { }
            using var norm = Nn.GroupNorm(8, 96);
            Assert.Equal(1f, norm.weight!.min().item<float>());
            Assert.Equal(1f, norm.weight!.max().item<float>());
            Assert.Equal(0f, norm.bias!.abs().max().item<float>());
        }
    }

    [Fact]
    public void Time_embedding_follows_its_formula()
    {
        using var scope = NewDisposeScope();
        var embedding = TimeEmbedding.Of(arange(2, dtype: ScalarType.Float32) * 37, 8);
        for (var i = 0; i < 4; i++)
        {
            var angle = 37 * Math.Pow(10000, -i / 3.0);
            Assert.Equal(0, embedding[0, i].item<float>(), 1e-6);
            Assert.Equal(1, embedding[0, 4 + i].item<float>(), 1e-6);
            Assert.Equal(Math.Sin(angle), embedding[1, i].item<float>(), 1e-5);
            Assert.Equal(Math.Cos(angle), embedding[1, 4 + i].item<float>(), 1e-5);
        }
    }
}
