using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tests.Plans;

public sealed class PlanGrowthTests
{
    private static readonly TrialEnd Open = new(PointStanding.Open, null);

    private static ExperimentPlan Plan(int points = 12, int parallel = 2, string seeds = "1", string sampler = "tpe") => Given.Plan($$"""
        name: a
        scenes: [paviau]
        seeds: {{seeds}}
        search:
          sampler: {{sampler}}
          points: {{points}}
          parallel: {{parallel}}
          space: { hud.learning_rate: { log_uniform: [1e-4, 1] } }
          objectives: [{ metric: block_diversity, to: floor }, point_fidelity]
        """);

    /// <summary>The nearer to 0.01, the better.</summary>
    private static TrialEnd Ended(TrialSpec trial) => new(
        PointStanding.Done,
        Given.Result(0.99 - (0.01 * Math.Abs(2 + Math.Log10(double.Parse(trial.Options["learning_rate"], CultureInfo.InvariantCulture))))));

    private static ExperimentPlan With(ExperimentPlan plan, ImmutableArray<TrialSpec> more) => plan with { Trials = plan.Trials.AddRange(more) };

    [Fact]
    public void Each_point_that_ends_makes_room_for_one_more_up_to_the_last()
    {
        var (plan, ends) = (Plan(), new List<TrialEnd> { Open, Open });
        Assert.Empty(PlanGrowth.Next(plan, ends));
        for (var done = 0; done < 12; done++)
        {
            ends[done] = Ended(plan.Trials[done]);
            var more = PlanGrowth.Next(plan, ends);
            Assert.Equal(Math.Min(done + 3, 12), plan.Trials.Length + more.Length);
            plan = With(plan, more);
            ends.AddRange(more.Select(_ => Open));
        }

        Assert.Equal(12, plan.Trials.Select(TrialKey.Of).Distinct().Count());
    }

    [Fact]
    public void Point_of_several_seeds_ends_with_the_last_of_them()
    {
        var plan = Plan(parallel: 1, seeds: "[4, 5]");
        Assert.Empty(PlanGrowth.Next(plan, [Ended(plan.Trials[0]), Open]));
        Assert.Equal([4L, 5L], PlanGrowth.Next(plan, [Ended(plan.Trials[0]), Ended(plan.Trials[1])]).Select(t => t.Seed));
    }

    [Theory]
    [InlineData(PointStanding.Failed)]
    [InlineData(PointStanding.Stopped)]
    public void Point_that_came_to_nothing_makes_room_too(PointStanding end) =>
        Assert.Single(PlanGrowth.Next(Plan(), [new(end, null), Open]));

    [Fact]
    public void Losses_are_the_distance_to_the_floor_and_the_metrics_own_direction()
    {
        var plan = Plan(parallel: 1);
        // D_b is 0.97 and its floor 0.991; F_p is 0.99.
        var point = SearchRun.History(plan.Search!, plan.Trials, [new(PointStanding.Done, Given.Result(0.99))]).Single();
        Assert.Equal([0.021, -0.99], point.Losses.Select(l => Math.Round(l, 9)));
        Assert.Equal(plan.Trials[0].Options["learning_rate"], point.Values["hud.learning_rate"]);
    }

    [Fact]
    public void What_follows_from_the_same_ends_is_the_same_and_from_better_news_something_else()
    {
        var plan = Plan(points: 30, parallel: 12);
        var ends = plan.Trials.Select(Ended).ToList();
        var next = PlanGrowth.Next(plan, ends);
        Assert.Equal(next, PlanGrowth.Next(plan, ends));
        ends[3] = new(PointStanding.Done, Given.Result(0.9988));
        Assert.NotEqual(next, PlanGrowth.Next(plan, ends));
    }

    [Fact]
    public void Plain_plan_never_grows()
    {
        var plan = Given.Plan("name: a\nscenes: [paviau]");
        Assert.False(PlanGrowth.Grows(plan));
        Assert.Empty(PlanGrowth.Next(plan, [.. plan.Trials.Select(_ => new TrialEnd(PointStanding.Done, Given.Result(0.9)))]));
    }
}
