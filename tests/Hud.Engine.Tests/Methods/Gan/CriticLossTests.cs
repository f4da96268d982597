using Hud.Engine.Methods.Gan;
using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.Gan;

public sealed class CriticLossTests
{
    private const int Bands = 3;
    private const int Side = 8;
    private const int Count = 3;

    public CriticLossTests() => TorchRuntime.Ensure(1);

    [Theory]
    [InlineData("dcgan")]
    [InlineData("resnet")]
    public void Second_derivatives_of_the_penalty_agree_with_finite_differences(string recipe)
    {
        using var scope = NewDisposeScope();
        using var critic = Critic(recipe);
        var (real, generated, alpha) = (Images(1), Images(2), Alpha());
        Tensor Penalty() => CriticLoss.Penalty(critic, real, generated, alpha);
        Penalty().backward();
        var checkedParameters = 0;
        foreach (var (name, weight) in critic.named_parameters())
        {
            // The penalty does not see what only shifts the score.
            if (weight.grad is not { } gradient)
            {
                Assert.EndsWith("bias", name, StringComparison.Ordinal);
                continue;
            }

            foreach (var at in (long[])[0, weight.numel() / 3, weight.numel() - 1])
            {
                const double h = 1e-6;
                double Moved(double by)
                {
                    using (no_grad()) weight.view(-1)[at].add_(by);
                    var value = Penalty().ToDouble();
                    using (no_grad()) weight.view(-1)[at].sub_(by);
                    return value;
                }

                var expected = (Moved(h) - Moved(-h)) / (2 * h);
                Assert.Equal(expected, gradient.view(-1)[at].ToDouble(), 1e-7 + (1e-6 * Math.Abs(expected)));
                checkedParameters++;
            }
        }

        Assert.InRange(checkedParameters, 12, 1000);
    }

    /// <summary>The score sum(w x) of a linear critic has the gradient w everywhere.</summary>
    [Fact]
    public void Penalty_of_a_linear_critic_is_that_of_its_weights_norm()
    {
        using var scope = NewDisposeScope();
        using var critic = new LinearCritic();
        var norm = critic.Weight.square().sum().sqrt().ToDouble();
        var (real, generated) = (Images(1), Images(2));
        Assert.Equal(Math.Pow(norm - 1, 2), CriticLoss.Penalty(critic, real, generated, Alpha()).ToDouble(), 1e-9);
        var distance = ((generated - real) * critic.Weight).sum([1, 2, 3]).mean().ToDouble();
        Assert.Equal(
            distance + (10 * Math.Pow(norm - 1, 2)), CriticLoss.Of(critic, real, generated, Alpha(), 10).ToDouble(), 1e-9);
        Assert.Equal(distance, CriticLoss.Of(critic, real, generated, Alpha(), 0).ToDouble(), 1e-9);
    }

    /// <summary>The score of sum(x^2)/2 has the gradient x: its norm tells where the penalty was taken.</summary>
    [Fact]
    public void Penalty_is_taken_between_each_real_image_and_its_generated_partner()
    {
        using var scope = NewDisposeScope();
        using var critic = new SquareCritic();
        var (real, generated, alpha) = (Images(1), Images(2), Alpha());
        var expected = Enumerable.Range(0, Count).Average(i =>
        {
            var a = alpha[i].ToDouble();
            return Math.Pow(((real[i] * (1 - a)) + (generated[i] * a)).square().sum().sqrt().ToDouble() - 1, 2);
        });
        Assert.Equal(expected, CriticLoss.Penalty(critic, real, generated, alpha).ToDouble(), 1e-9);
    }

    private static nn.Module<Tensor, Tensor> Critic(string recipe)
    {
        var critic = GanNetworks.Critic(GanNetworksTests.Options(("recipe", recipe)), Bands, Side);
        Rectified.Initialise(critic, new SeedTree(5));
        // Biases away from zero: rectifiers at their corner have no derivative.
        using (no_grad())
            foreach (var (name, bias) in critic.named_parameters())
                if (name.EndsWith("bias", StringComparison.Ordinal)) bias.copy_(linspace(-0.11, 0.13, bias.numel()));
        return critic.to(ScalarType.Float64);
    }

    private static Tensor Images(long seed)
    {
        var images = empty(Count, Bands, Side, Side);
        SeededRows.FillGaussian(images, i => new SeedTree(seed).Derive("image", i));
        return images.to(ScalarType.Float64);
    }

    private static Tensor Alpha() => tensor([0.1, 0.5, 0.93]).view(-1, 1, 1, 1);

    private sealed class LinearCritic() : nn.Module<Tensor, Tensor>(nameof(LinearCritic))
    {
        public Tensor Weight { get; } = Images(9)[..1];

        public override Tensor forward(Tensor input) => (input * Weight).sum([1, 2, 3]);
    }

    private sealed class SquareCritic() : nn.Module<Tensor, Tensor>(nameof(SquareCritic))
    {
        public override Tensor forward(Tensor input) => input.square().sum([1, 2, 3]) / 2;
    }
}
