namespace Hud.Engine.Diffusion;

/// <summary>What the network is trained to say about x_t = a x_0 + s epsilon, a^2 = alpha_bar_t, s^2 = 1 - a^2.</summary>
public enum Prediction
{
    /// <summary>The noise epsilon (eq. 15).</summary>
    Epsilon,

    /// <summary>v = a epsilon - s x_0 (Salimans and Ho 2022): well scaled at both ends of the schedule.</summary>
    V,
}

/// <summary>A vector written as X x_t + Output f(x_t, t): exact coefficients instead of rounded intermediate tensors.</summary>
public readonly record struct Combination(double X, double Output)
{
    public static Combination operator +(Combination a, Combination b) => new(a.X + b.X, a.Output + b.Output);

    public static Combination operator *(double factor, Combination c) => new(factor * c.X, factor * c.Output);

    public static Combination Add(Combination left, Combination right) => left + right;

    public static Combination Multiply(double left, Combination right) => left * right;
}

/// <summary>Recovers x_0 and epsilon from a network's output, and weighs its loss.</summary>
public static class Predictions
{
    /// <summary>The estimate of x_0 at t in 1 .. T; not clipped, since Z has no bounds.</summary>
    public static Combination Data(this Prediction prediction, NoiseSchedule schedule, int t)
    {
        var (a, s) = Scales(schedule, t);
        return prediction is Prediction.V ? new(a, -s) : new(1 / a, -s / a);
    }

    /// <summary>The estimate of epsilon at t in 1 .. T.</summary>
    public static Combination Noise(this Prediction prediction, NoiseSchedule schedule, int t)
    {
        var (a, s) = Scales(schedule, t);
        return prediction is Prediction.V ? new(s, a) : new(0, 1);
    }

    /// <summary>Min-SNR-gamma weight of a squared error at t (Hang et al. 2023); 1 for gamma = 0, eq. 15.</summary>
    /// <param name="gamma">0 switches the weighting off; the authors use 5.</param>
    public static double LossWeight(this Prediction prediction, NoiseSchedule schedule, int t, double gamma)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (gamma == 0) return 1;
        var snr = schedule.SignalToNoise(t);
        return Math.Min(snr, gamma) / (prediction is Prediction.V ? snr + 1 : snr);
    }

    private static (double A, double S) Scales(NoiseSchedule schedule, int t)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return (Math.Sqrt(schedule.AlphaBar(t)), Math.Sqrt(schedule.Noise(t)));
    }
}
