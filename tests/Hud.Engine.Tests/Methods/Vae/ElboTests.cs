using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Methods.Vae;
using Hud.Engine.Native;
using Hud.Engine.Training;
using MathNet.Numerics.LinearAlgebra.Double;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = Hud.Engine.Training.AdamW;
using Normal = MathNet.Numerics.Distributions.Normal;

namespace Hud.Engine.Tests.Methods.Vae;

public sealed class ElboTests
{
    private const int Items = 400;
    private const int Values = 6;
    private const int Latent = 2;

    public ElboTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Log_likelihood_is_the_sum_of_gaussian_log_densities()
    {
        using var scope = NewDisposeScope();
        var (x, decoded) = (Gaussian(1, 3, 2, 4), Gaussian(2, 3, 2, 4));
        var expected = x.data<float>().Zip(decoded.data<float>(), (a, b) => Normal.PDFLn(b, 0.3, a)).Chunk(8).Select(c => c.Sum());
        var actual = Elbo.LogLikelihood(x, decoded, tensor((float)Math.Log(0.3)));
        Assert.All(expected.Zip(actual.data<float>()), p => Assert.Equal(p.First, p.Second, 1e-3));
    }

    /// <summary>KL(N(m, s^2) || N(0, 1)) by the trapezoidal rule, which is exact to rounding for densities this smooth.</summary>
    [Fact]
    public void Divergence_is_the_integral_that_defines_it()
    {
        using var scope = NewDisposeScope();
        (double Mean, double Deviation)[] posterior = [(0.7, 0.4), (-1.2, 1.5)];
        var expected = posterior.Sum(q => Enumerable.Range(-4000, 8001).Select(i => q.Mean + (q.Deviation * i / 400)).Sum(z =>
            Normal.PDF(q.Mean, q.Deviation, z) * (Normal.PDFLn(q.Mean, q.Deviation, z) - Normal.PDFLn(0, 1, z))
            * q.Deviation / 400));
        var actual = Elbo.Divergence(
            tensor([0.7, -1.2]).unsqueeze(0), tensor([2 * Math.Log(0.4), 2 * Math.Log(1.5)]).unsqueeze(0));
        Assert.Equal(expected, actual.ToDouble(), 1e-9);
    }

    /// <summary>A linear decoder's evidence is known: that of probabilistic principal components (Tipping and Bishop 1999). A
    /// linear encoder can make the bound tight (Lucas et al. 2019), so training must reach it and cannot pass it.</summary>
    [Fact]
    public void Linear_autoencoder_trained_on_gaussian_data_reaches_the_closed_form_evidence()
    {
        using var scope = NewDisposeScope();
        var mixing = tensor(new float[] { 2, 0.5f, -1, 1, 0.3f, 1.5f, 0, -0.7f, 0.4f, 0.8f, -1.2f, 0.2f }, [Values, Latent]);
        var x = Gaussian(1, Items, Latent).matmul(mixing.t()) + (0.5 * Gaussian(2, Items, Values)) + 0.3;
        using var network = new LinearAutoencoder();
        Engine.Networks.Nn.Initialise(network, new SeedTree(3));
        const int steps = 1200;
        using var adam = new AdamW(network.named_parameters(), new AdamWOptions(0.03, CosineSteps: steps));
        var start = Bound(network, x, 0, 20);
        for (var step = 0; step < steps; step++)
        {
            using var inner = NewDisposeScope();
            (-network.Bound(x, Gaussian(1000 + step, Items, Latent))).backward();
            adam.Step(step);
        }

        var evidence = Evidence(x);
        Assert.InRange(start, double.NegativeInfinity, evidence - 1);
        Assert.Equal(evidence, Bound(network, x, 1_000_000, 200), 0.01);
    }

    private static double Bound(LinearAutoencoder network, Tensor x, int seed, int draws)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return Enumerable.Range(seed, draws).Average(s => network.Bound(x, Gaussian(s, Items, Latent)).ToDouble());
    }

    /// <summary>Mean log likelihood of the best probabilistic principal components.</summary>
    private static double Evidence(Tensor x)
    {
        var data = DenseMatrix.OfColumnMajor(Values, Items, x.data<float>().Select(v => (double)v));
        var mean = data.RowSums() / Items;
        var centred = DenseMatrix.Create(Values, Items, (r, c) => data[r, c] - mean[r]);
        var spectrum = (centred * centred.Transpose() / Items).Evd().EigenValues.Select(v => v.Real).OrderDescending().ToArray();
        var noise = spectrum[Latent..].Average();
        var logDeterminant = spectrum[..Latent].Sum(Math.Log) + ((Values - Latent) * Math.Log(noise));
        return -0.5 * ((Values * Math.Log(2 * Math.PI)) + logDeterminant + Values);
    }

    private static Tensor Gaussian(long seed, params long[] shape)
    {
        var target = empty(shape);
        SeededRows.FillGaussian(target, i => new SeedTree(seed).Derive("row", i));
        return target;
    }

    private sealed class LinearAutoencoder : nn.Module
    {
        private readonly Linear encode = nn.Linear(Values, Latent);
        private readonly Linear decode = nn.Linear(Latent, Values);
        private readonly Parameter log_variance = new(zeros(Latent));
        private readonly Parameter log_scale = new(zeros(1));

        public LinearAutoencoder() : base(nameof(LinearAutoencoder)) => RegisterComponents();

        public Tensor Bound(Tensor x, Tensor noise)
        {
            var mean = encode.forward(x);
            var logVariance = log_variance.expand_as(mean);
            var decoded = decode.forward(Elbo.Draw(mean, logVariance, noise));
            return (Elbo.LogLikelihood(x, decoded, log_scale) - Elbo.Divergence(mean, logVariance)).mean();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                foreach (var part in (IDisposable[])[encode, decode, log_variance, log_scale]) part.Dispose();
            base.Dispose(disposing);
        }
    }
}
