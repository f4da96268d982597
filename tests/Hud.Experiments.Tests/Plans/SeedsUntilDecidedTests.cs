using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Search;
using Hud.Experiments.Tables;
using Hud.Experiments.Tests.Tables;

namespace Hud.Experiments.Tests.Plans;

public sealed class SeedsUntilDecidedTests
{
    /// <summary>Published for F_p on Salinas: MPRNet 0.998 and HUD 0.999, each ± 0.005.</summary>
    private static ExperimentPlan Plan(string seeds, string methods = "[mprnet, hud]") => JudgedRun.PlanOf($$"""
        name: a
        scenes: [salinas]
        methods: {{methods}}
        seeds: {{seeds}}
        metrics: [point_fidelity]
        targets: published.yaml
        """);

    private static TrialEnd Ended(double fidelity) => new(PointStanding.Done, new TrialResult(
        [new("point_fidelity", 1, fidelity, null)], ImmutableSortedDictionary<string, string>.Empty,
        ImmutableSortedDictionary<string, double>.Empty, ImmutableSortedDictionary<string, string>.Empty));

    /// <summary>HUD is where it was published; MPRNet lies on the edge of its margin and spreads.</summary>
    private static TrialEnd Ended(TrialSpec trial) =>
        Ended(trial.Method == "hud" ? 0.999 + (0.000001 * trial.Seed) : 0.993 + (0.004 * (trial.Seed % 3)));

    private static List<TrialEnd> Ends(ExperimentPlan plan) => [.. plan.Trials.Select(Ended)];

    [Fact]
    public void Undecided_cells_get_one_seed_more_at_a_time_until_the_last_and_decided_ones_none()
    {
        var plan = Plan("{ min: 3, max: 6, until: decided }");
        for (var seed = 4L; seed <= 6; seed++)
        {
            var more = PlanGrowth.Next(plan, Ends(plan));
            Assert.Equal([("mprnet", seed)], more.Select(t => (t.Method, t.Seed)));
            plan = plan with { Trials = plan.Trials.AddRange(more) };
        }

        Assert.Empty(PlanGrowth.Next(plan, Ends(plan)));
    }

    [Fact]
    public void Nothing_is_decided_while_a_trial_is_under_way()
    {
        var plan = Plan("{ min: 3, max: 6, until: decided }");
        var ends = Ends(plan);
        ends[^1] = new(PointStanding.Open, null);
        Assert.Empty(PlanGrowth.Next(plan, ends));
    }

    [Fact]
    public void Cell_whose_seeds_fail_gets_others_in_their_place()
    {
        var plan = Plan("{ min: 3, max: 6, until: decided }", "[hud]");
        var ends = plan.Trials.Select(_ => new TrialEnd(PointStanding.Failed, null)).ToList();
        Assert.Equal([4L], PlanGrowth.Next(plan, ends).Select(t => t.Seed));
    }

    [Fact]
    public void Every_look_has_its_share_of_the_level()
    {
        Comparison Of(string seeds) => TableBuilder.Build(Plan(seeds, "[mprnet]"), Recorded(Plan(seeds, "[mprnet]")))
            .Tables[0].Rows[0].Metrics[0].Cells[0]!.Comparison!;
        var (once, often) = (Of("3"), Of("{ min: 3, max: 10, until: decided }"));
        Assert.Equal(once.P, often.P);
        Assert.InRange(once.AdjustedP!.Value, 0.01, 0.99);
        Assert.Equal(Math.Min(1, 8 * once.AdjustedP.Value), often.AdjustedP);

        static Ledger Recorded(ExperimentPlan plan) =>
            plan.Trials.Aggregate(Ledger.Empty, (all, t) => all.Add(TrialKey.Of(t), Ended(t).Result!));
    }

    /// <summary>The truth lies on the margin's edge: every verdict is false. Without the share, looking up to eight times would find
    /// one in more than one of nine runs.</summary>
    [Fact]
    public void False_verdicts_are_no_more_frequent_for_all_the_looking()
    {
        const int Runs = 150;
        var random = new SearchRandom(3, 3);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.Unit())) * Math.Cos(2 * Math.PI * random.Unit());
        var first = Plan("{ min: 3, max: 10, until: decided }", "[hud]");
        var wrong = 0;
        for (var run = 0; run < Runs; run++)
        {
            var plan = first;
            var ends = plan.Trials.Select(_ => Ended(0.994 + (0.0005 * Normal()))).ToList();
            while (PlanGrowth.Next(plan, ends) is { IsEmpty: false } more)
            {
                plan = plan with { Trials = plan.Trials.AddRange(more) };
                ends.AddRange(more.Select(_ => Ended(0.994 + (0.0005 * Normal()))));
            }

            if (plan.Trials.Length < 10) wrong++;
        }

        // 5 % and three standard errors of the count.
        Assert.InRange(wrong, 0, (Runs * 0.05) + (3 * Math.Sqrt(Runs * 0.05 * 0.95)));
    }
}
