using Hud.Engine.Methods;
using Hud.Engine.Trials;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Trials;

/// <summary>The metrics that need no classifier, as a trial measures them.</summary>
public sealed class TrialMetricsTests
{
    private static readonly TrialSpec Spec = SmallTrial.Spec with
    {
        Evaluation = SmallTrial.Spec.Evaluation with
        {
            Metrics =
            [
                "point_fidelity", "sam_median", "sam_p95", "band_wasserstein", "abundance_negativity", "abundance_sum_error",
                "variogram_distance", "memorisation_ratio",
            ],
        },
    };

    [Fact]
    public void Trial_stopped_between_its_metrics_ends_with_the_same_ones_each_beside_a_floor()
    {
        using var whole = new SmallTrial();
        var metrics = whole.Run(spec: Spec)!.Metrics;
        Assert.Equal(Spec.Evaluation.Metrics, metrics.Select(m => m.Name));
        Assert.All(metrics, m => Assert.True(double.IsFinite(m.Value) && double.IsFinite(m.Floor!.Value), $"{m}"));

        using var broken = new SmallTrial();
        broken.Heard.At = (phase, step) =>
        {
            if ((phase, step) == (Phase.Evaluate, 4)) broken.Heard.Stop.RequestStop();
        };
        Assert.Null(broken.Run(spec: Spec));
        broken.LiveOn();
        Assert.Equal(metrics, broken.Run(stop: new(), spec: Spec)!.Metrics);
        Assert.Equal(whole.Bits(), broken.Bits());
    }

    [Fact]
    public void Unmixing_of_the_metrics_does_not_follow_the_trials_own()
    {
        var other = Spec with
        {
            Options = MethodRegistry.Get("hud").Resolve(Spec.Scene, Spec.Options.SetItem("endmembers", "3")),
            Evaluation = Spec.Evaluation with { Metrics = ["abundance_negativity", "variogram_distance"] },
        };
        using var first = new SmallTrial();
        using var second = new SmallTrial();
        var floors = first.Run(spec: Spec)!.Metrics.Where(m => other.Evaluation.Metrics.Contains(m.Name)).Select(m => m.Floor);
        Assert.Equal(floors, second.Run(spec: other)!.Metrics.Select(m => m.Floor));
    }
}
