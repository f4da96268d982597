using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Targets;
using Hud.Experiments.Tests.Tables;
using Rendered = Hud.Experiments.Tables.Tables;

namespace Hud.Experiments.Tests.Targets;

/// <summary>experiments/targets/hud-2506.02601.yaml, the paper's tables I to III.</summary>
public sealed class PaperTargetsTests
{
    private static PublishedNumbers Paper { get; } = GivenTargets.Parse(File.ReadAllText(
        Path.Combine(JudgedRun.Repository, "experiments", "targets", "hud-2506.02601.yaml")));

    [Fact]
    public void All_cells_of_the_paper_are_there()
    {
        Assert.Equal(["GAN", "VAE", "MPRNet", "UD", "UBF", "HUD"], Paper.Columns.Select(c => c.Name));
        Assert.Equal(["point_fidelity", "block_diversity", "ratio", "inception_score", "fid"], Paper.Metrics.Select(m => m.Name));
        Assert.All(Paper.Metrics, m =>
        {
            Assert.Equal(GivenTargets.Scenes, m.Rows.Select(r => r.Scene));
            Assert.All(m.Rows.Select(r => r.Values).Append(m.Averages), v => Assert.DoesNotContain(null, v));
        });
    }

    /// <summary>The paper divides its own unrounded D_b by F_p: a slip while copying either table shows here.</summary>
    [Fact]
    public void Ratios_are_those_of_the_two_other_metrics_within_rounding()
    {
        var (fidelity, diversity, ratio) = (Paper.Find("point_fidelity")!, Paper.Find("block_diversity")!, Paper.Find("ratio")!);
        foreach (var scene in GivenTargets.Scenes)
        {
            for (var c = 0; c < 6; c++)
            {
                var (f, d, r) = (fidelity.Value(scene, c)!.Value, diversity.Value(scene, c)!.Value, ratio.Value(scene, c)!.Value);
                Assert.InRange(r, ((d - 0.0005m) / (f + 0.0005m)) - 0.0005m, ((d + 0.0005m) / (f - 0.0005m)) + 0.0005m);
            }
        }
    }

    /// <summary>Sums of the printed rows, by hand: a slip while copying a table shows here too.</summary>
    [Theory]
    [InlineData("point_fidelity", 4.981, 4.772, 4.973, 3.689, 3.711, 4.995)]
    [InlineData("block_diversity", 4.850, 4.744, 4.892, 3.572, 3.608, 4.780)]
    [InlineData("ratio", 4.867, 4.971, 4.919, 4.858, 4.871, 4.785)]
    [InlineData("inception_score", 5.17, 5.10, 5.12, 5.00, 5.01, 5.18)]
    [InlineData("fid", 43.66, 290.64, 60.33, 290.86, 347.27, 42.12)]
    public void Columns_add_up(string metric, params double[] sums) =>
        Assert.Equal(sums, Enumerable.Range(0, 6).Select(c => (double)Paper.Find(metric)!.Rows.Sum(r => r.Values[c]!.Value)));

    [Fact]
    public void Averages_that_contradict_their_rows_are_found_and_those_that_rounding_may_explain_told_apart()
    {
        var plan = new ExperimentPlan("p-1", "p", [JudgedRun.Trial("salinas", Paper.Metrics.Select(m => m.Name))], null) { Published = Paper };
        var text = Rendered.Render(plan, Ledger.Empty, Experiments.Tables.TableFormat.Json);
        Assert.Contains(
            "†: printed averages that contradict their own rows: F_p GAN 0.994 (rows give 0.9962), F_p UD 0.537 (rows give 0.7378), "
            + "D_b GAN 0.968 (rows give 0.9700), D_b HUD 0.958 (rows give 0.9560), D_b/F_p GAN 0.969 (rows give 0.9734), "
            + "D_b/F_p HUD 0.959 (rows give 0.9570).", text, StringComparison.Ordinal);
        Assert.Contains(
            "Printed averages that their rows give only if rounding hid part of them: IS MPRNet 1.03 (rows give 1.024).",
            text, StringComparison.Ordinal);
    }
}
