using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Diffusion;

/// <summary>DPM-Solver++ 2M (Lu et al. 2022, arXiv 2211.01095, Algorithm 2): second-order multistep solver of the
/// probability-flow ODE in the data prediction. Its first and last steps are of first order, without thresholding.</summary>
public static class DpmSolverPlusPlus2M
{
    /// <inheritdoc cref="AncestralSampler.Sample"/>
    public static Tensor Sample(DiffusionModel model, SampleNoise noise, int steps, Action<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(noise);
        var schedule = model.Schedule;
        var grid = TimeGrid.LogSignalToNoise(schedule, steps);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var x = noise.Start(schedule);
        var data = empty_like(x);
        var previous = zeros_like(x);
        for (var k = 0; k < steps; k++)
        {
            using var inner = NewDisposeScope();
            var (t, s) = (grid[k], grid[k + 1]);
            var estimate = model.Prediction.Data(schedule, t);
            var output = model.Predict(x, t);
            data.copy_(x).mul_(Number.Of(estimate.X)).add_(output, alpha: Number.Of(estimate.Output));
            // exp(-h) = exp(lambda_t - lambda_s) is 0 on the last step, where lambda_0 is infinite.
            var shrink = s == 0 ? 0 : Math.Exp(schedule.LogSignalToNoise(t) - schedule.LogSignalToNoise(s));
            var gain = Math.Sqrt(schedule.AlphaBar(s)) * (1 - shrink);
            var correction = k == 0 || s == 0 ? 0 : Correction(schedule, grid[k - 1], t, s);
            x.mul_(Number.Of(Math.Sqrt(schedule.Noise(s) / schedule.Noise(t))))
                .add_(data, alpha: Number.Of(gain * (1 + correction)))
                .add_(previous, alpha: Number.Of(-gain * correction));
            (data, previous) = (previous, data);
            progress?.Invoke(k + 1);
        }

        return x.MoveToOuterDisposeScope();
    }

    /// <summary>1 / (2r) with r the ratio of the last step's length in lambda to this one's.</summary>
    private static double Correction(NoiseSchedule schedule, int before, int t, int s)
    {
        var last = schedule.LogSignalToNoise(t) - schedule.LogSignalToNoise(before);
        return (schedule.LogSignalToNoise(s) - schedule.LogSignalToNoise(t)) / (2 * last);
    }
}
