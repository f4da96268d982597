using Hud.Engine.Diffusion;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Diffusion;

/// <summary>Denoisers whose every output is known in closed form: mixtures of Gaussians with diagonal covariance.</summary>
internal sealed record AnalyticModel(NoiseSchedule Schedule, params AnalyticModel.Component[] Components)
{
    internal sealed record Component(double Weight, double[] Mean, double[] Variance);

    public int Dimensions => Components[0].Mean.Length;

    public double Mean(int d) => Components.Sum(c => c.Weight * c.Mean[d]);

    public double Covariance(int d, int e) => Components.Sum(c =>
        c.Weight * ((d == e ? c.Variance[d] : 0) + (c.Mean[d] * c.Mean[e]))) - (Mean(d) * Mean(e));

    public DiffusionModel AsDiffusionModel(Prediction prediction) => new((x, t) => Output(x, t, prediction), Schedule, prediction);

    /// <summary>E[epsilon | x_t] = -sqrt(1 - alpha_bar) * score(x_t), or the v that belongs to it.</summary>
    private Tensor Output(Tensor x, Tensor t, Prediction prediction)
    {
        using var scope = NewDisposeScope();
        // x is [1, n, d]: one "image" holds all samples, so that one noise stream fills it quickly.
        var step = (int)t[0].item<float>();
        var (a, s2) = (Math.Sqrt(Schedule.AlphaBar(step)), Schedule.Noise(step));
        var y = x.to(ScalarType.Float64);
        var logs = new List<Tensor>();
        var scores = new List<Tensor>();
        foreach (var c in Components)
        {
            var variance = tensor(c.Variance.Select(v => (a * a * v) + s2).ToArray());
            var offset = y - (a * tensor(c.Mean));
            scores.Add(-offset / variance);
            logs.Add(Math.Log(c.Weight) - (offset.pow(2) / variance).sum(-1, keepdim: true).div(2) - (variance.log().sum() / 2));
        }

        var weights = cat(logs, -1).softmax(-1);
        var score = Enumerable.Range(0, scores.Count).Select(k => weights.narrow(-1, k, 1) * scores[k])
            .Aggregate((left, right) => left + right);
        var epsilon = -Math.Sqrt(s2) * score;
        var output = prediction is Prediction.V ? (epsilon - (Math.Sqrt(s2) * y)) / a : epsilon;
        return output.to(ScalarType.Float32).MoveToOuterDisposeScope();
    }
}
