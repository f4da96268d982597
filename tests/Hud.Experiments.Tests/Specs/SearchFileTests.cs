using Hud.Experiments.Search;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Tests.Specs;

public sealed class SearchFileTests
{
    private const string Full = """
        name: a
        scenes: [paviau]
        methods: [hud]
        metrics: [point_fidelity, block_diversity, fid]
        search:
          sampler: tpe
          points: 40
          parallel: 4
          seed: 7
          start: 12
          space:
            hud.learning_rate: { log_uniform: [1e-4, 0.01] }
            hud.endmembers: { integer: [4, 16], step: 2 }
            hud.preset: { choice: [tiny, small] }
            sampling.steps: { integer: [10, 100], when: { hud.preset: [small] } }
            hud.augment: { choice: [true, false], when: { hud.preset: small } }
          objectives: [point_fidelity, { metric: block_diversity, to: floor }, fid]
          stop: { rule: median, first: 100, every: 50, after: 3 }
        """;

    private static InputException Refused(string search) =>
        Assert.Throws<InputException>(() => ExperimentFile.Parse($"name: a\nscenes: [b]\nsearch: {{ {search} }}", "x.yaml"));

    [Fact]
    public void Search_with_every_key_is_read_as_written()
    {
        var search = ExperimentFile.Parse(Full, "x.yaml").Search!;
        Assert.Equal((SearchSampler.Tpe, 40, 4, 7L, 12), (search.Sampler, search.Count, search.Parallel, search.Seed, search.Start));
        Assert.Equal(
            [
                "hud.learning_rate LogUniform 1e-4 0.01 1", "hud.endmembers Integer 4 16 2", "hud.preset Choice tiny small 1",
                "sampling.steps Integer 10 100 1 hud.preset=small", "hud.augment Choice true false 1 hud.preset=small",
            ],
            search.Space.Select(p => $"{p.Name.Text} {p.Kind} {string.Join(' ', p.Values.Select(v => v.Text))} {p.Step}"
                + (p.When is { } w ? $" {w.Parameter}={string.Join('|', w.Values)}" : "")));
        Assert.Equal(["point_fidelity", "block_diversity to floor", "fid"], search.Objectives.Select(o => o.Metric.Text + (o.ToFloor ? " to floor" : "")));
        Assert.Equal((StopKind.Median, "100", 50L, 3), (search.Stop!.Kind, search.Stop.First.Text, search.Stop.Every, search.Stop.After));
    }

    [Fact]
    public void Points_space_and_objectives_alone_get_documented_defaults()
    {
        var spec = ExperimentFile.Parse("name: a\nscenes: [b]\nsearch: { points: 5, space: { block: { integer: [2, 8] } }, objectives: [ratio] }", "x");
        var search = spec.Search!;
        Assert.Equal((SearchSampler.Tpe, 5, 1, 1L, 10), (search.Sampler, search.Count, search.Parallel, search.Seed, search.Start));
        Assert.Null(search.Stop);
        Assert.Equal([1L], spec.Seeds);
    }

    [Fact]
    public void Seeds_until_decided_begin_with_the_least_number()
    {
        var spec = ExperimentFile.Parse("name: a\nscenes: [b]\ntargets: t.yaml\nseeds: { min: 3, max: 10, until: decided }", "x");
        Assert.Equal([1L, 2L, 3L], spec.Seeds);
        Assert.Equal((3, 10, 8), (spec.UntilDecided!.Min, spec.UntilDecided.Max, spec.UntilDecided.Looks));
    }

    [Theory]
    [InlineData("space: { a.b: { integer: [1, 2] } }, objectives: [c]", "line 3, column 9", "the key 'points' is missing")]
    [InlineData("points: 0, space: { a.b: { integer: [1, 2] } }, objectives: [c]", "line 3, column 19", "points must be a whole number from 1 to 10000")]
    [InlineData("points: 5, space: { a.b: { integer: [1, 2] } }", "line 3, column 9", "the key 'objectives' is missing")]
    [InlineData("points: 5, space: {}, objectives: [c]", "line 3, column 29", "space must be a mapping of at least one setting to what it may be, like hud.endmembers: { integer: [4, 16] }")]
    [InlineData("trials: 5", "line 3, column 11", "no key of search (sampler, points, parallel, seed, start, space, objectives, stop)")]
    [InlineData("sampler: tp, points: 5, space: { a.b: { integer: [1, 2] } }, objectives: [c]", "line 3, column 20", "no sampler (random, sobol, tpe); did you mean 'tpe'?")]
    [InlineData("sampler: sobol, start: 3, points: 5, space: { a.b: { integer: [1, 2] } }, objectives: [c]", "line 3, column 34", "only tpe begins with points drawn at random; remove 'start'")]
    [InlineData("points: 5, space: { a.b: { int: [1, 2] } }, objectives: [c]", "line 3, column 38", "no key of a.b (uniform, log_uniform, integer, choice, step, when)")]
    [InlineData("points: 5, space: { a.b: { integer: [1, 2], choice: [1, 2] } }, objectives: [c]", "line 3, column 36", "a.b must have one of uniform, log_uniform, integer, choice")]
    [InlineData("points: 5, space: { a.b: { step: 1 } }, objectives: [c]", "line 3, column 36", "a.b must have one of uniform, log_uniform, integer, choice")]
    [InlineData("points: 5, space: { a.b: { uniform: [1, 2, 3] } }, objectives: [c]", "line 3, column 48", "uniform must be [lowest, highest]")]
    [InlineData("points: 5, space: { a.b: { uniform: [2, 2] } }, objectives: [c]", "line 3, column 51", "must be above the lowest, 2")]
    [InlineData("points: 5, space: { a.b: { uniform: [low, 2] } }, objectives: [c]", "line 3, column 48", "uniform must be a number from -1E+300 to 1E+300")]
    [InlineData("points: 5, space: { a.b: { integer: [1, 2.5] } }, objectives: [c]", "line 3, column 51", "integer must be a whole number from -1000000000 to 1000000000")]
    [InlineData("points: 5, space: { a.b: { log_uniform: [0, 1] } }, objectives: [c]", "line 3, column 52", "log_uniform begins above 0")]
    [InlineData("points: 5, space: { a.b: { choice: [x] } }, objectives: [c]", "line 3, column 47", "a choice needs at least two values; set a single one in options or overrides")]
    [InlineData("points: 5, space: { a.b: { choice: [x, x] } }, objectives: [c]", "line 3, column 50", "given twice; the first is at line 3, column 47")]
    [InlineData("points: 5, space: { a.b: { choice: [4, auto] } }, objectives: [c]", "line 3, column 50", "a search tries values that it knows; write out what auto stands for")]
    [InlineData("points: 5, space: { a.b: { uniform: [1, 2], step: 1 } }, objectives: [c]", "line 3, column 61", "only an integer has a step")]
    [InlineData("points: 5, space: { a.b: { uniform: [1, 2], when: x } }, objectives: [c]", "line 3, column 61", "when must name one choice and its values, like when: { hud.prediction: v }")]
    [InlineData("points: 5, space: { a.b: { uniform: [1, 2], when: { a.c: x } }, a.c: { choice: [x, y] } }, objectives: [c]", "line 3, column 63", "a condition is on a choice that stands above it in the space")]
    [InlineData("points: 5, space: { a.c: { choice: [x, y] }, a.b: { uniform: [1, 2], when: { a.c: z } } }, objectives: [c]", "line 3, column 93", "a.c has no such value (x, y)")]
    [InlineData("points: 5, space: { a.b: { integer: [1, 2] } }, objectives: [c, c]", "line 3, column 75", "given twice; the first is at line 3, column 72")]
    [InlineData("points: 5, space: { a.b: { integer: [1, 2] } }, objectives: [{ metric: c, to: zero }]", "line 3, column 89", "an objective goes to floor, or is the metric's name alone")]
    [InlineData("points: 5, space: { a.b: { integer: [1, 2] } }, objectives: [c], stop: { rule: ash, first: 3 }", "line 3, column 90", "no rule for stopping (asha, median); did you mean 'asha'?")]
    [InlineData("points: 5, space: { a.b: { integer: [1, 2] } }, objectives: [c], stop: { rule: asha, first: 3, every: 3 }", "line 3, column 113", "'every' has no meaning for asha")]
    [InlineData("points: 5, space: { a.b: { integer: [1, 2] } }, objectives: [c], stop: { rule: median, first: 3, factor: 3 }", "line 3, column 116", "'factor' has no meaning for median")]
    [InlineData("points: 5, space: { a.b: { integer: [1, 2] } }, objectives: [c], stop: { rule: asha }", "line 3, column 82", "the key 'first' is missing")]
    public void Fault_of_a_search_is_named_with_place_and_rule(string search, string place, string rule)
    {
        var bad = Refused(search);
        Assert.Equal(("x.yaml", place, rule), (bad.File, bad.Place, bad.Rule));
    }

    private const string Search = "search: { points: 5, space: { block: { integer: [2, 8] } }, objectives: [ratio] }";

    /// <summary>Whatever is compared with published numbers or between methods runs to its end, and is not chosen by its results.</summary>
    [Theory]
    [InlineData("scenes: [b]\ntargets: t.yaml\n", "line 3, column 10", "published numbers are compared with trials that run to their end, whatever their results; a search takes no targets")]
    [InlineData("scenes: [b]\nmethods: [hud, gan]\n", "line 3, column 10", "a search is for one method: main tables are for comparing several, and nothing stops them early")]
    [InlineData("scenes: [b, c]\n", "line 3, column 1", "a search is on one scene")]
    [InlineData("scenes: [b]\nsweep: { block: [1, 2] }\n", "line 3, column 8", "a file has a sweep or a search; a choice in search.space holds the values of an axis")]
    [InlineData("scenes: [b]\nseeds: { min: 2, max: 3, until: decided }\n", "line 3, column 8", "the points of a search have no verdict to decide; give a number of seeds")]
    public void Main_table_cannot_be_searched_and_so_never_stopped(string file, string place, string rule)
    {
        var bad = Assert.Throws<InputException>(() => ExperimentFile.Parse("name: a\n" + file + Search, "x.yaml"));
        Assert.Equal((place, rule), (bad.Place, bad.Rule));
    }

    [Fact]
    public void Stopping_needs_a_search() =>
        Assert.Equal("line 3, column 1", Assert.Throws<InputException>(() => ExperimentFile.Parse("name: a\nscenes: [b]\nstop: { rule: asha, first: 5 }", "x")).Place);

    [Fact]
    public void Points_of_several_seeds_are_not_stopped() =>
        Assert.Equal(
            "a search that stops trials early has one seed: a point is one trial then",
            Assert.Throws<InputException>(() => ExperimentFile.Parse($"name: a\nscenes: [b]\nseeds: 2\n{Search[..^2]}, stop: {{ rule: asha, first: 5 }} }}", "x")).Rule);

    [Theory]
    [InlineData("{ min: 3, max: 10 }", "the key 'until' is missing")]
    [InlineData("{ min: 3, max: 3, until: decided }", "max must be a whole number from 4 to 1000")]
    [InlineData("{ min: 1, max: 3, until: decided }", "min must be a whole number from 2 to 999")]
    [InlineData("{ min: 3, max: 9, until: bored }", "seeds are added until: decided")]
    [InlineData("{ min: 3, max: 9, until: decided }", "verdicts are about published numbers; name them in targets, or give a number of seeds")]
    public void Seeds_without_end_or_verdict_are_refused(string seeds, string rule) =>
        Assert.Equal(rule, Assert.Throws<InputException>(() => ExperimentFile.Parse($"name: a\nscenes: [b]\nseeds: {seeds}", "x")).Rule);
}
