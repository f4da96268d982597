using Hud.Engine.Diffusion;

namespace Hud.Engine.Tests.Diffusion;

public sealed class NoiseScheduleTests
{
    private static readonly NoiseSchedule Linear = NoiseSchedule.Linear();

    [Fact]
    public void Linear_schedule_of_1000_steps_leaves_the_published_share_of_signal() =>
        Assert.Equal(0.00635, Math.Sqrt(Linear.AlphaBar(1000)), 5);

    [Fact]
    public void Alpha_bar_equals_a_product_taken_in_decimal_arithmetic()
    {
        decimal product = 1;
        for (var t = 1; t <= 1000; t++)
        {
            product *= 1 - (0.0001m + (0.0199m * (t - 1) / 999));
            Assert.Equal((double)product, Linear.AlphaBar(t), 1e-13);
            Assert.Equal((double)(1 - product), Linear.Noise(t), 1e-13);
        }
    }

    [Fact]
    public void Noise_of_the_first_step_is_beta_to_the_last_digit() => Assert.Equal(1e-4, Linear.Noise(1));

    [Fact]
    public void Cosine_schedule_follows_its_formula_until_the_cap()
    {
        var cosine = NoiseSchedule.Cosine();
        double F(double u) => Math.Pow(Math.Cos((u + 0.008) / 1.008 * Math.PI / 2), 2);
        foreach (var t in (int[])[1, 10, 250, 500, 750, 990])
            Assert.Equal(F(t / 1000.0) / F(0), cosine.AlphaBar(t), 1e-12);
        Assert.Equal(1 - 0.999, cosine.AlphaBar(1000) / cosine.AlphaBar(999), 1e-12);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(500, 499)]
    [InlineData(1000, 999)]
    [InlineData(1000, 300)]
    [InlineData(40, 20)]
    [InlineData(700, 0)]
    public void Posterior_equals_Bayes_rule_on_two_Gaussians(int t, int s)
    {
        // Independent route: precision-weighted product of q(x_s | x_0) and q(x_t | x_s), in decimal.
        decimal barT = 1, barS = 1;
        for (var i = 1; i <= t; i++)
        {
            barT *= 1 - (0.0001m + (0.0199m * (i - 1) / 999));
            if (i == s) barS = barT;
        }

        var step = (double)(barT / barS);
        var posterior = Linear.Posterior(t, s);
        if (s == 0)
        {
            Assert.Equal((1.0, 0.0, 0.0), (posterior.X0, posterior.Xt, posterior.Variance));
            return;
        }

        var prior = 1 / (double)(1 - barS);
        var likelihood = step / (double)(1 - (barT / barS));
        Assert.Equal(1 / (prior + likelihood), posterior.Variance, 1e-12);
        Assert.Equal(Math.Sqrt((double)barS) * prior / (prior + likelihood), posterior.X0, 1e-11);
        Assert.Equal(likelihood / Math.Sqrt(step) / (prior + likelihood), posterior.Xt, 1e-11);
        Assert.Equal((double)(1 - (barT / barS)), posterior.Beta, 1e-12);
    }

    [Fact]
    public void Mean_in_the_noise_form_is_equation_14_with_the_bracket_of_algorithm_2_mended()
    {
        foreach (var t in (int[])[2, 17, 400, 1000])
        {
            var posterior = Linear.Posterior(t, t - 1);
            var alpha = Linear.AlphaBar(t) / Linear.AlphaBar(t - 1);
            var mean = (posterior.X0 * Prediction.Epsilon.Data(Linear, t)) + new Combination(posterior.Xt, 0);
            Assert.Equal(1 / Math.Sqrt(alpha), mean.X, 1e-12);
            Assert.Equal(-(1 - alpha) / Math.Sqrt(1 - Linear.AlphaBar(t)) / Math.Sqrt(alpha), mean.Output, 1e-12);
        }
    }

    [Fact]
    public void Schedule_refuses_betas_outside_the_open_unit_interval()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseSchedule([0.1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseSchedule([0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseSchedule([double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseSchedule([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Linear.Posterior(5, 5));
    }
}
