using Hud.Experiments.Plans;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tests.Plans;

public sealed class SearchPlannerTests
{
    private static string Yaml(string space, string more = "") => $$"""
        name: a
        scenes: [paviau]
        budget: { iterations: 900 }
        search:
          points: 4
          objectives: [point_fidelity, { metric: ratio, to: floor }]
          space: { {{space}} }
        {{more}}
        """;

    [Fact]
    public void Search_is_frozen_with_canonical_words_directions_and_idle_values()
    {
        var search = Given.Plan(Yaml(
            "hud.preset: { choice: [tiny, small] }, hud.learning_rate: { choice: [1e-3, 0.0020] }, "
            + "hud.endmembers: { integer: [4, 8], when: { hud.preset: small } }, hud.augment: { choice: [true, false], when: { hud.learning_rate: 1e-3 } }",
            "options: { hud: { endmembers: 5 } }")).Search!;
        Assert.Equal(["0.001", "0.002"], search.Space[1].Choices);
        Assert.Equal(["0.001"], search.Space[3].When!.Values);
        Assert.Equal(["", "", "5", "false"], search.Space.Select(p => p.Otherwise));
        Assert.Equal([ObjectiveGoal.Maximise, ObjectiveGoal.Floor], search.Objectives.Select(o => o.Goal));
        Assert.Equal([1L], search.Seeds);
    }

    [Fact]
    public void Plan_begins_with_the_points_that_may_be_under_way_at_once_and_their_seeds()
    {
        var plan = Given.Plan(Yaml("hud.learning_rate: { log_uniform: [1e-4, 1e-2] }", "  parallel: 3\nseeds: [5, 6]"));
        Assert.Equal([5L, 6, 5, 6, 5, 6], plan.Trials.Select(t => t.Seed));
        Assert.Equal(3, plan.Trials.Select(t => t.Options["learning_rate"]).Distinct().Count());
        Assert.All(plan.Trials, t => Assert.Equal(plan.Trials[0].Options.Remove("learning_rate"), t.Options.Remove("learning_rate")));
        Assert.Equal(["hud.learning_rate"], plan.Sweep);
    }

    [Fact]
    public void Every_kind_of_setting_can_be_searched()
    {
        var plan = Given.Plan(Yaml(
            "budget.batch: { integer: [8, 64] }, budget.checkpoint_every: { integer: [10, 900] }, budget.crop: { integer: [16, 32], step: 16 }, "
            + "sampling.count: { integer: [10, 20] }, sampling.sampler: { choice: [ddpm, dpm] }, sampling.steps: { integer: [10, 20] }, "
            + "features: { integer: [2, 8] }, threads: { choice: [1, 2] }, budget.iterations: { integer: [100, 200] }, block: { choice: [8, 16] }"));
        Assert.All(plan.Trials, t => Assert.All(plan.Search!.Space, p => Assert.Equal(p.Text(p.Unit(t.Setting(p.Name)!)), t.Setting(p.Name))));
    }

    [Fact]
    public void Plan_with_another_search_is_another_plan()
    {
        const string Space = "hud.learning_rate: { log_uniform: [1e-4, 1e-2] }";
        Assert.Equal(Given.Plan(Yaml(Space)).Id, Given.Plan(Yaml(Space)).Id);
        Assert.NotEqual(Given.Plan(Yaml(Space)).Id, Given.Plan(Yaml(Space, "  seed: 2")).Id);
        Assert.NotEqual(Given.Plan(Yaml(Space)).Id, Given.Plan(Yaml(Space).Replace("points: 4", "points: 5", StringComparison.Ordinal)).Id);
    }

    [Fact]
    public void Rungs_of_asha_are_a_factor_apart_and_those_of_the_median_rule_equally_far()
    {
        const string Space = "hud.learning_rate: { log_uniform: [1e-4, 1e-2] }";
        Assert.Equal([100L, 300], Given.Plan(Yaml(Space, "  stop: { rule: asha, first: 100 }")).Search!.Stop!.Rungs);
        Assert.Equal([100L, 200, 400, 800], Given.Plan(Yaml(Space, "  stop: { rule: asha, first: 100, factor: 2 }")).Search!.Stop!.Rungs);
        Assert.Equal([400L, 600, 800], Given.Plan(Yaml(Space, "  stop: { rule: median, first: 400, every: 200 }")).Search!.Stop!.Rungs);
    }

    [Theory]
    [InlineData("hud.endmember: { integer: [4, 8] }", "", "x.yaml, line 7, column 12: 'endmember': no option of hud (endmembers, preset, timesteps, learning_rate, augment); did you mean 'endmembers'?")]
    [InlineData("hud.endmembers: { integer: [1, 8] }", "", "x.yaml, line 7, column 40: '1': endmembers must be a whole number from 2 to 64, or auto")]
    [InlineData("hud.endmembers: { uniform: [4, 8] }", "", "x.yaml, line 7, column 12: 'hud.endmembers': is a whole number: search it with integer or choice")]
    [InlineData("hud.preset: { choice: [tiny, tini] }", "", "x.yaml, line 7, column 41: 'tini': preset must be one of tiny, small, base, paper; did you mean 'tiny'?")]
    [InlineData("block: { integer: [0, 8] }", "", "x.yaml, line 7, column 31: '0': block must be a whole number from 1 to 4096")]
    [InlineData("sampling.sampler: { choice: [ddpm, dmp] }", "", "x.yaml, line 7, column 47: 'dmp': sampling.sampler must be one of ddpm, ddim, dpm; did you mean 'dpm'?")]
    [InlineData("budget.crop: { integer: [30, 36] }", "methods: [gan]\nblock: 8", "x.yaml, line 8, column 11: 'gan': on scene 'paviau': crop: '30': must be a multiple of 4")]
    [InlineData("budget.crop: { integer: [32, 36] }", "methods: [gan]\nblock: 8", "x.yaml, line 8, column 11: 'gan': on scene 'paviau': crop: '33': must be a multiple of 4")]
    [InlineData("sampling.steps: { integer: [10, 2000] }", "", "x.yaml, line 7, column 44: '2000': sampling in 2000 steps needs hud.timesteps of at least that, not 1000; set sampling.steps to at most 1000")]
    [InlineData("hud.preset: { choice: [tiny, small] }", "", "x.yaml, line 5, column 11: '4': the space has only 2 points; a sweep tries them all")]
    [InlineData("budget.iterations: { integer: [400, 500] }", "  stop: { rule: asha, first: 100 }", "x.yaml, line 7, column 12: 'budget.iterations': trials are compared at equal steps of one budget: search budget.iterations or stop early, not both")]
    [InlineData("hud.timesteps: { integer: [1000, 2000] }", "  stop: { rule: asha, first: 900 }", "x.yaml, line 8, column 30: '900': nothing can be stopped there: trials have only 900 steps")]
    [InlineData("hud.timesteps: { integer: [1000, 2000] }", "metrics: [ratio]", "x.yaml, line 6, column 16: 'point_fidelity': is not measured (metrics: ratio)")]
    [InlineData("hud.timesteps: { integer: [1000, 2000] }", "metrics: [ratio, point_fidelty]", "x.yaml, line 8, column 18: 'point_fidelty': no metric (point_fidelity, block_diversity, ratio, inception_score, fid, fid_infinity, kid, precision, recall, density, coverage, sam_median, sam_p95, band_wasserstein, abundance_negativity, abundance_sum_error, variogram_distance, memorisation_ratio); did you mean 'point_fidelity'?")]
    public void Search_that_cannot_go_well_is_refused_with_its_place(string space, string more, string message) =>
        Assert.Equal(message, Given.Refused(Yaml(space, more)).Message);

    [Fact]
    public void Space_of_many_choices_is_tried_at_a_sample_of_its_edges()
    {
        const string Space = "budget.batch: { integer: [1, 100] }, budget.checkpoint_every: { integer: [1, 100] }, "
            + "sampling.count: { integer: [1, 9] }, features: { integer: [2, 9] }, block: { integer: [1, 8] }, threads: { integer: [1, 4] }, "
            + "hud.endmembers: { integer: [2, 9] }, hud.learning_rate: { log_uniform: [1e-5, 1] }, "
            + "hud.augment: { choice: [true, false] }, hud.preset: { choice: [tiny, small, base] }";
        Assert.Equal(10, Given.Plan(Yaml(Space)).Search!.Space.Length);
    }
}
