using System.Collections.Immutable;

namespace Hud.Engine.Diffusion;

/// <summary>The forward process of eq. 7 and 8: beta_t for t = 1 .. T and what follows from it, in double arithmetic.
/// Index 0 stands for the data themselves: alpha_bar_0 = 1.</summary>
public sealed class NoiseSchedule
{
    private readonly double[] _alphaBar;
    private readonly double[] _noise;

    /// <param name="betas">beta_1 .. beta_T, each in (0, 1).</param>
    public NoiseSchedule(ImmutableArray<double> betas)
    {
        ArgumentOutOfRangeException.ThrowIfZero(betas.Length, nameof(betas));
        _alphaBar = new double[betas.Length + 1];
        _noise = new double[betas.Length + 1];
        _alphaBar[0] = 1;
        for (var t = 1; t <= betas.Length; t++)
        {
            var beta = betas[t - 1];
            if (!(beta > 0 && beta < 1)) throw new ArgumentOutOfRangeException(nameof(betas), beta, "beta must lie in (0, 1)");
            _alphaBar[t] = (1 - beta) * _alphaBar[t - 1];
            // 1 - alpha_bar by its own recursion: the difference would cancel at small t.
            _noise[t] = beta + ((1 - beta) * _noise[t - 1]);
        }
    }

    /// <summary>T, the number of diffusion steps.</summary>
    public int Steps => _alphaBar.Length - 1;

    /// <summary>Linear betas (Ho et al. 2020, section 4): the paper leaves its schedule open.</summary>
    public static NoiseSchedule Linear(int steps = 1000, double first = 1e-4, double last = 0.02)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        return new([.. Enumerable.Range(0, steps).Select(i => first + ((last - first) * i / (steps - 1)))]);
    }

    /// <summary>Squared-cosine alpha_bar (Nichol and Dhariwal 2021, eq. 17), betas capped.</summary>
    public static NoiseSchedule Cosine(int steps = 1000, double offset = 0.008, double cap = 0.999)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        double F(int t) => Math.Pow(Math.Cos((((double)t / steps) + offset) / (1 + offset) * Math.PI / 2), 2);
        return new([.. Enumerable.Range(1, steps).Select(t => Math.Min(1 - (F(t) / F(t - 1)), cap))]);
    }

    /// <summary>alpha_bar_t, the share of the data's variance left at t in 0 .. T.</summary>
    public double AlphaBar(int t) => _alphaBar[t];

    /// <summary>1 - alpha_bar_t, the variance of the noise at t in 0 .. T.</summary>
    public double Noise(int t) => _noise[t];

    /// <summary>alpha_bar_t / (1 - alpha_bar_t) for t in 1 .. T.</summary>
    public double SignalToNoise(int t) => _alphaBar[t] / _noise[t];

    /// <summary>lambda_t = ln(sqrt(alpha_bar_t) / sqrt(1 - alpha_bar_t)), half the log of the signal-to-noise ratio.</summary>
    public double LogSignalToNoise(int t) => Math.Log(SignalToNoise(t)) / 2;

    /// <summary>q(x_s | x_t, x_0) for 0 &lt;= s &lt; t, the Gaussian of Ho et al. 2020, eq. 7, also across left-out steps.</summary>
    public Posterior Posterior(int t, int s)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(s);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(s, t);
        var alpha = _alphaBar[t] / _alphaBar[s];
        var beta = s == 0 ? _noise[t] : _noise[t] - (alpha * _noise[s]);
        return new Posterior(
            Math.Sqrt(_alphaBar[s]) * beta / _noise[t],
            Math.Sqrt(alpha) * _noise[s] / _noise[t],
            beta * _noise[s] / _noise[t],
            beta);
    }
}
