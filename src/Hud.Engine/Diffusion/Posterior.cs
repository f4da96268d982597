namespace Hud.Engine.Diffusion;

/// <summary>q(x_s | x_t, x_0) = N(<paramref name="X0"/> x_0 + <paramref name="Xt"/> x_t, <paramref name="Variance"/> I).</summary>
/// <param name="Variance">beta-tilde: the smallest sensible sigma_t^2, right for a single data point.</param>
/// <param name="Beta">1 - alpha_bar_t / alpha_bar_s: the largest sensible sigma_t^2, right for white data.</param>
public readonly record struct Posterior(double X0, double Xt, double Variance, double Beta);

/// <summary>sigma_t^2 of Algorithm 2, which the paper leaves open.</summary>
public enum SigmaChoice
{
    /// <summary>beta-tilde_t; holds up when steps are left out.</summary>
    Posterior,

    /// <summary>beta_t, Ho et al.'s choice for all T steps.</summary>
    Beta,
}
