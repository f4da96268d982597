using Hud.Experiments.Plans;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Tests.Plans;

public sealed class PlannerTests
{
    [Fact]
    public void Trial_is_resolved_fully_from_defaults()
    {
        var trial = Given.Plan("name: a\nscenes: [paviau]\nseeds: 1", defaultThreads: 3).Trials.Single();

        Assert.Equal(Given.Pin("paviau"), trial.Scene);
        Assert.Equal(new Budget(50_000, 64, 1000, 32), trial.Budget);
        Assert.Equal(new Sampling(1024, "ddpm", 1000), trial.Sampling);
        Assert.Equal(32, trial.Evaluation.Block);
        Assert.Equal(["point_fidelity", "block_diversity", "ratio"], trial.Evaluation.Metrics);
        Assert.Equal(3, trial.Threads);
        Assert.Equal(
            ["augment=false", "endmembers=9", "learning_rate=0.0002", "preset=base", "timesteps=1000"],
            trial.Options.Select(o => $"{o.Key}={o.Value}"));
    }

    [Fact]
    public void Trials_run_seed_by_seed_so_that_every_cell_fills_first()
    {
        var plan = Given.Plan("name: a\nscenes: [salinas, paviau]\nmethods: [hud, gan]\nseeds: 2");
        Assert.Equal(
            [
                "1 salinas hud", "1 salinas gan", "1 paviau hud", "1 paviau gan",
                "2 salinas hud", "2 salinas gan", "2 paviau hud", "2 paviau gan",
            ],
            plan.Trials.Select(t => $"{t.Seed} {t.Scene.Name} {t.Method}"));
    }

    [Fact]
    public void Most_specific_override_wins_whatever_its_place()
    {
        var plan = Given.Plan("""
            name: a
            scenes: [salinas, paviau]
            methods: [hud, gan]
            seeds: 1
            budget: { iterations: 1, batch: 2 }
            overrides:
              - { method: hud, scene: paviau, budget: { iterations: 4 } }
              - { method: hud, budget: { iterations: 3 }, options: { preset: tiny } }
              - { scene: paviau, budget: { batch: 7 } }
            """);
        Assert.Equal(
            ["salinas hud 3 2", "salinas gan 1 2", "paviau hud 4 7", "paviau gan 1 7"],
            plan.Trials.Select(t => $"{t.Scene.Name} {t.Method} {t.Budget.Iterations} {t.Budget.Batch}"));
        Assert.Equal("tiny", plan.Trials[0].Options["preset"]);
    }

    [Fact]
    public void Sweep_is_a_grid_whose_axes_touch_only_methods_that_have_them()
    {
        var plan = Given.Plan("""
            name: a
            scenes: [paviau]
            methods: [gan, hud]
            seeds: 1
            sweep: { hud.endmembers: [4, auto], sampling.steps: [10, 20] }
            """);
        Assert.Equal(
            ["gan  10", "gan  20", "hud 4 10", "hud 4 20", "hud 9 10", "hud 9 20"],
            plan.Trials.Select(t => $"{t.Method} {t.Options.GetValueOrDefault("endmembers")} {t.Sampling.Steps}"));
        Assert.Equal(["hud.endmembers", "sampling.steps"], plan.Sweep);
    }

    [Fact]
    public void Sweep_wins_over_options_and_overrides()
    {
        var plan = Given.Plan("""
            name: a
            scenes: [paviau]
            seeds: 1
            overrides: [ { method: hud, scene: paviau, options: { endmembers: 5 } } ]
            sweep: { hud.endmembers: [4] }
            """);
        Assert.Equal("4", plan.Trials.Single().Options["endmembers"]);
    }

    [Fact]
    public void Equal_trials_are_merged() =>
        Assert.Equal(["9", "4"], Given.Plan("name: a\nscenes: [paviau]\nseeds: 1\nsweep: { hud.endmembers: [auto, 9, 4] }")
            .Trials.Select(t => t.Options["endmembers"]));

    [Fact]
    public void Values_written_differently_make_one_trial() =>
        Assert.Single(Given.Plan("name: a\nscenes: [paviau]\nseeds: 1\nsweep: { hud.learning_rate: [0.0001, 1e-4, 1.0E-4] }").Trials);

    [Fact]
    public void Metrics_are_measured_in_table_order_whatever_the_file_says()
    {
        var a = Given.Plan("name: a\nscenes: [paviau]\nmetrics: [ratio, point_fidelity]");
        var b = Given.Plan("name: a\nscenes: [paviau]\nmetrics: [point_fidelity, ratio]");
        Assert.Equal(["point_fidelity", "ratio"], a.Trials[0].Evaluation.Metrics);
        Assert.Equal(a.Trials.Select(TrialKey.Of), b.Trials.Select(TrialKey.Of));
    }

    [Fact]
    public void Plan_id_is_the_name_and_the_content()
    {
        var plan = Given.Plan("name: a\nscenes: [paviau]");
        Assert.Matches("^a-[0-9a-f]{8}$", plan.Id);
        Assert.Equal(plan.Id, Given.Plan("name: a\nscenes: [paviau]\ntargets: t.yaml").Id);
        Assert.NotEqual(plan.Id, Given.Plan("name: a\nscenes: [paviau]\nseeds: 4").Id);
    }

    [Fact]
    public void Published_numbers_make_another_plan_of_the_same_trials()
    {
        var plain = Given.Plan("name: a\nscenes: [salinas]");
        var (plan, same, other) = (With("4.71"), With("4.71"), With("4.710"));
        Assert.Equal((plan.Id, plan.Published!.Metrics[0].Rows[0].Values[0]), (same.Id, 4.71m));
        Assert.Equal(3, new[] { plain.Id, plan.Id, other.Id }.Distinct().Count());
        Assert.All([plan, other], p => Assert.Equal(plain.Trials.Select(TrialKey.Of), p.Trials.Select(TrialKey.Of)));

        static ExperimentPlan With(string fid) => Planner.Plan(
            Experiments.Specs.ExperimentFile.Parse("name: a\nscenes: [salinas]", "x.yaml"), Given.Pin, Given.Methods, Given.Metrics, 2,
            TargetsFile.Parse(
                $"source: s\ncolumns: {{ HUD: {{ method: hud }} }}\nmetrics: {{ fid: {{ margin: 1, scenes: {{ salinas: {{ HUD: {fid} }} }} }} }}",
                "t.yaml", Given.Methods, ["salinas"]));
    }

    [Fact]
    public void Plan_keeps_how_tables_name_its_methods() =>
        Assert.Equal(
            [new MethodHeading("gan", "GAN", ""), new MethodHeading("hud", "HUD", "")],
            Given.Plan("name: a\nscenes: [paviau]\nmethods: [gan, hud]").Methods);

    [Fact]
    public void Scene_is_pinned_once_however_many_trials_it_has()
    {
        var asked = new List<string>();
        var spec = Experiments.Specs.ExperimentFile.Parse("name: a\nscenes: [paviau]\nmethods: [hud, gan]", "x.yaml");
        Planner.Plan(spec, name => { asked.Add(name); return Given.Pin(name); }, Given.Methods, Given.Metrics, 1);
        Assert.Equal(["paviau"], asked);
    }
}
