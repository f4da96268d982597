using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Training;

public class EmaTests
{
    public EmaTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Averages_follow_the_recursion_with_its_warm_up()
    {
        using var weight = new Parameter(zeros(3));
        using var ema = new Ema([("w", weight)], 0.5);
        var expected = 0.0;
        for (var step = 0; step < 30; step++)
        {
            Set(weight, step + 1);
            ema.Update(step);
            var decay = Math.Min(0.5, (1.0 + step) / (10 + step));
            expected = (decay * expected) + ((1 - decay) * (step + 1));
            Assert.Equal(expected, Average(ema), 1e-4);
        }
    }

    [Fact]
    public void Applied_exchanges_and_gives_back_the_same_bits()
    {
        using var weight = new Parameter(zeros(3));
        using var ema = new Ema([("w", weight)], 0.5);
        Set(weight, 0.1f);
        ema.Update(0);
        Set(weight, 1 / 3f);
        var average = Average(ema);
        using (ema.Applied())
        {
            Assert.Equal(average, weight[0].item<float>());
            Assert.Equal(1 / 3f, Average(ema));
        }

        Assert.Equal(1 / 3f, weight[0].item<float>());
        Assert.Equal(average, Average(ema));
    }

    [Fact]
    public void The_average_starts_at_the_weights_and_is_not_the_same_memory()
    {
        using var weight = new Parameter(ones(3));
        using var ema = new Ema([("w", weight)], 0.9);
        Set(weight, 5);
        Assert.Equal(1f, Average(ema));
        Assert.Equal("ema.w", Assert.Single(ema.State()).Key);
    }

    private static float Average(Ema ema) => ema.State().Single().Value[0].item<float>();

    private static void Set(Parameter weight, float value)
    {
        using var _ = no_grad();
        weight.fill_(value);
    }
}
