using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Diffusion;

/// <summary>The loop that one-step samplers share: x_s = mean(x_t, f(x_t, t)) + sigma z, in place.</summary>
internal static class Walk
{
    public static Tensor Run(
        DiffusionModel model, SampleNoise noise, int[] grid, Action<int>? progress,
        Func<int, int, (Combination Mean, double Sigma)> step)
    {
        ArgumentNullException.ThrowIfNull(noise);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var x = noise.Start(model.Schedule);
        var z = empty_like(x);
        for (var k = 0; k + 1 < grid.Length; k++)
        {
            using var inner = NewDisposeScope();
            var (t, s) = (grid[k], grid[k + 1]);
            var (mean, sigma) = step(t, s);
            var output = model.Predict(x, t);
            x.mul_(Number.Of(mean.X)).add_(output, alpha: Number.Of(mean.Output));
            if (s > 0 && sigma > 0)
            {
                noise.Fill(z, s);
                x.add_(z, alpha: Number.Of(sigma));
            }

            progress?.Invoke(k + 1);
        }

        return x.MoveToOuterDisposeScope();
    }
}
