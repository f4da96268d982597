using Hud.Experiments.Plans;
using Hud.Experiments.Reports;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tests.Reports;

public sealed class TimeReportTests
{
    [Fact]
    public void Cells_are_means_over_finished_trials_by_phase_and_unfinished_cells_a_dash()
    {
        var plan = Given.Plan("name: x\nscenes: [synthetic, paviau]\nmethods: [hud, gan]\nseeds: 2\n");
        var ledger = plan.Trials.Where(t => t.Method == "hud" && t.Scene.Name == "synthetic").Aggregate(
            Ledger.Empty,
            (l, t) =>
            {
                var result = Given.Result(0.9);
                return l.Add(TrialKey.Of(t), result with { Seconds = result.Seconds.SetItem("train", 100 * t.Seed).Add("evaluate", 4) });
            });
        Assert.Equal("""
            | method | synthetic | paviau |
            |---|---:|---:|
            | HUD | 174 (150 / 20 / 4) | – |
            | GAN | – | – |

            Mean seconds of a trial (training / sampling / evaluation); 6 minutes in all 2 trials.

            """, TimeReport.Markdown(new(plan, ledger)));
    }
}
