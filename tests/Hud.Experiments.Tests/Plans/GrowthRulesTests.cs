using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tests.Plans;

/// <summary>Plans that no file gives, as another program may send them.</summary>
public sealed class GrowthRulesTests
{
    private static readonly ExperimentPlan Sound = Given.Plan("""
        name: a
        scenes: [paviau]
        budget: { iterations: 900 }
        search:
          points: 20
          parallel: 2
          space:
            hud.preset: { choice: [tiny, small] }
            hud.learning_rate: { log_uniform: [1e-4, 1e-2] }
            hud.endmembers: { integer: [4, 8], when: { hud.preset: small } }
            budget.batch: { integer: [8, 64], step: 8 }
          objectives: [point_fidelity, { metric: block_diversity, to: floor }]
          stop: { rule: asha, first: 100 }
        """);

    private static SearchPlan Search => Sound.Search!;

    private static ExperimentPlan With(Func<SearchPlan, SearchPlan> change) => Sound with { Search = change(Search) };

    private static ExperimentPlan WithParameter(int place, Func<SearchParameter, SearchParameter> change) =>
        With(s => s with { Space = s.Space.SetItem(place, change(s.Space[place])) });

    private static ExperimentPlan WithStop(Func<StopRule, StopRule> change) => With(s => s with { Stop = change(s.Stop!) });

    [Fact]
    public void What_files_ask_for_is_sound()
    {
        Assert.Null(GrowthRules.Broken(Sound));
        Assert.Null(GrowthRules.Broken(Given.Plan("name: a\nscenes: [paviau]")));
        Assert.Null(GrowthRules.Broken(Tables.JudgedRun.PlanOf(
            "name: a\nscenes: [salinas]\nmethods: [hud]\nseeds: { min: 3, max: 6, until: decided }\nmetrics: [point_fidelity]\ntargets: published.yaml")));
    }

    [Fact]
    public void Plan_that_has_grown_is_as_sound_as_it_was()
    {
        var plan = Sound;
        for (var i = 0; i < 10; i++)
        {
            var more = PlanGrowth.Next(plan, [.. plan.Trials.Select(_ => new TrialEnd(PointStanding.Failed, null))]);
            plan = plan with { Trials = plan.Trials.AddRange(more) };
        }

        Assert.Equal(20, plan.Trials.Length);
        Assert.Null(GrowthRules.Broken(plan));
    }

    private static (string Rule, ExperimentPlan Plan)[] Broken =>
    [
        ("not both", Sound with { UntilDecided = new(3, 6) }),
        ("a search has none", Sound with { Targets = "t.yaml" }),
        ("no such sampler", With(s => s with { Sampler = (SearchSampler)9 })),
        ("out of range", With(s => s with { Points = 0 })),
        ("out of range", With(s => s with { Points = 1_000_000 })),
        ("out of range", With(s => s with { Parallel = 0 })),
        ("out of range", With(s => s with { Start = 0 })),
        ("out of range", With(s => s with { Seed = -1 })),
        ("needs seeds", With(s => s with { Seeds = default })),
        ("needs seeds", With(s => s with { Seeds = [1, 1] })),
        ("one seed", With(s => s with { Seeds = [1, 2] })),
        ("needs objectives", With(s => s with { Objectives = [] })),
        ("needs objectives", With(s => s with { Objectives = [null!] })),
        ("needs objectives", With(s => s with { Objectives = [new("fid", ObjectiveGoal.Minimise)] })),
        ("needs objectives", With(s => s with { Objectives = [new("ratio", (ObjectiveGoal)7)] })),
        ("an objective twice", With(s => s with { Objectives = [s.Objectives[0], s.Objectives[0]] })),
        ("incomplete", With(s => s with { Space = default })),
        ("incomplete", With(s => s with { Space = [null!] })),
        ("incomplete", WithParameter(0, p => p with { Choices = default })),
        ("incomplete", WithParameter(0, p => p with { Otherwise = null! })),
        ("a setting twice", With(s => s with { Space = s.Space.Add(s.Space[1]) })),
        ("'hud.colour' is no setting", WithParameter(1, p => p with { Name = "hud.colour" })),
        ("'hud.preset' has no such values", WithParameter(0, p => p with { Choices = ["tiny"] })),
        ("'hud.preset' has no such values", WithParameter(0, p => p with { Choices = ["tiny", null!] })),
        ("'hud.preset' has no such values", WithParameter(0, p => p with { Kind = (ParameterKind)8 })),
        ("'hud.learning_rate' has no such values", WithParameter(1, p => p with { Low = 0 })),
        ("'hud.learning_rate' has no such values", WithParameter(1, p => p with { High = double.PositiveInfinity })),
        ("'hud.learning_rate' has no such values", WithParameter(1, p => p with { High = double.NaN })),
        ("'hud.learning_rate' has no such values", WithParameter(1, p => p with { High = p.Low })),
        ("'budget.batch' has no such values", WithParameter(3, p => p with { Kind = ParameterKind.Uniform })),
        ("'budget.batch' has no such values", WithParameter(3, p => p with { Step = 0 })),
        ("'budget.batch' has no such values", WithParameter(3, p => p with { High = 1e12 })),
        ("'budget.batch' has no such values", WithParameter(3, p => p with { Kind = ParameterKind.Choice, Choices = ["8", "many"] })),
        ("'hud.endmembers' depends on no choice", WithParameter(2, p => p with { When = new("hud.preset", ["huge"]) })),
        ("'hud.endmembers' depends on no choice", WithParameter(2, p => p with { When = new("hud.learning_rate", ["1"]) })),
        ("'hud.endmembers' depends on no choice", WithParameter(2, p => p with { When = new("budget.batch", ["8"]) })),
        ("rule for stopping", WithStop(s => s with { Kind = (StopKind)5 })),
        ("rule for stopping", WithStop(s => s with { Factor = 1 })),
        ("rule for stopping", WithStop(s => s with { Kind = StopKind.Median, After = 0 })),
        ("rungs are", WithStop(s => s with { Rungs = default })),
        ("rungs are", WithStop(s => s with { Rungs = [100, 100] })),
        ("rungs are", WithStop(s => s with { Rungs = [0, 100] })),
        ("rungs are", WithStop(s => s with { Rungs = [900] })),
        ("more trials than points", With(s => s with { Points = 1 })),
        ("not in its space", Sound with { Trials = [Sound.Trials[0].With("hud.learning_rate", "0.5"), Sound.Trials[1]] }),
        ("not in its space", Sound with { Trials = [Sound.Trials[0], Sound.Trials[1] with { Method = "gan" }] }),
        ("differ in its space", Sound with { Trials = [Sound.Trials[0], Sound.Trials[1] with { Seed = 3 }] }),
        ("differ in its space", Sound with { Trials = [Sound.Trials[0], Sound.Trials[1].With("hud.augment", "true")] }),
        ("seeds until decided are", Sound with { Search = null, UntilDecided = new(1, 6) }),
        ("seeds until decided are", Sound with { Search = null, UntilDecided = new(3, 3) }),
        ("seeds until decided are", Sound with { Search = null, UntilDecided = new(3, 100_000) }),
        ("the plan has none", Sound with { Search = null, UntilDecided = new(3, 6) }),
    ];

    [Fact]
    public void Unsound_plan_is_refused_by_the_rule_that_it_breaks() =>
        Assert.All(Broken, bad => Assert.Contains(bad.Rule, GrowthRules.Broken(bad.Plan), StringComparison.Ordinal));
}
