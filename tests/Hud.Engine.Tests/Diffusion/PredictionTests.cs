using Hud.Engine.Diffusion;

namespace Hud.Engine.Tests.Diffusion;

public sealed class PredictionTests
{
    private static readonly NoiseSchedule Schedule = NoiseSchedule.Linear();

    [Theory]
    [InlineData(Prediction.Epsilon)]
    [InlineData(Prediction.V)]
    public void Data_and_noise_come_back_from_a_perfect_output_at_every_step(Prediction prediction)
    {
        const double x0 = -3.25, epsilon = 0.75;
        for (var t = 1; t <= 1000; t++)
        {
            var (a, s) = (Math.Sqrt(Schedule.AlphaBar(t)), Math.Sqrt(Schedule.Noise(t)));
            var x = (a * x0) + (s * epsilon);
            var output = prediction is Prediction.V ? (a * epsilon) - (s * x0) : epsilon;
            var data = prediction.Data(Schedule, t);
            var noise = prediction.Noise(Schedule, t);
            Assert.Equal(x0, (data.X * x) + (data.Output * output), 1e-10);
            Assert.Equal(epsilon, (noise.X * x) + (noise.Output * output), 1e-10);
        }
    }

    [Fact]
    public void Min_snr_weight_caps_the_weight_that_the_data_error_gets()
    {
        for (var t = 1; t <= 1000; t += 37)
        {
            var snr = Schedule.SignalToNoise(t);
            // A squared error of epsilon is snr times one of x_0, one of v is snr + 1 times it.
            Assert.Equal(Math.Min(snr, 5), Prediction.Epsilon.LossWeight(Schedule, t, 5) * snr, 1e-9);
            Assert.Equal(Math.Min(snr, 5), Prediction.V.LossWeight(Schedule, t, 5) * (snr + 1), 1e-9);
        }
    }

    [Fact]
    public void Gamma_zero_is_the_unweighted_loss_of_equation_15() =>
        Assert.All(Enumerable.Range(1, 1000), t =>
        {
            Assert.Equal(1, Prediction.Epsilon.LossWeight(Schedule, t, 0));
            Assert.Equal(1, Prediction.V.LossWeight(Schedule, t, 0));
        });
}
