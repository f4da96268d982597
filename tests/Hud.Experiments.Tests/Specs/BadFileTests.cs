using Hud.Experiments.Specs;

namespace Hud.Experiments.Tests.Specs;

public sealed class BadFileTests
{
    private static InputException Refused(string text) =>
        Assert.Throws<InputException>(() => ExperimentFile.Parse(text, "x.yaml"));

    [Theory]
    [InlineData("nam: a\nscenes: [b]", "x.yaml, line 1, column 1: 'nam': no key of an experiment file (name, scenes, methods, seeds, budget, sampling, metrics, block, features, threads, options, overrides, sweep, search, targets, priority, requires, trial_timeout_minutes); did you mean 'name'?")]
    [InlineData("name: a\nscenes: [b]\nbudget: { iteration: 5 }", "x.yaml, line 3, column 11: 'iteration': no key of budget (iterations, batch, checkpoint_every, crop); did you mean 'iterations'?")]
    [InlineData("name: a\nscenes: [b]\nsampling: { sampler: dim }", "x.yaml, line 3, column 22: 'dim': sampling.sampler must be one of ddpm, ddim, dpm; did you mean 'ddim'?")]
    [InlineData("name: a\nscenes: [b]\noverrides: [ { methods: hud, block: 2 } ]", "x.yaml, line 3, column 16: 'methods': no key of an override (method, scene, budget, sampling, block, features, threads, options); did you mean 'method'?")]
    public void Unknown_key_or_word_names_place_and_nearest(string text, string message) =>
        Assert.Equal(message, Refused(text).Message);

    [Theory]
    [InlineData("name: a", "line 1, column 1", "the key 'scenes' is missing")]
    [InlineData("scenes: [a]", "line 1, column 1", "the key 'name' is missing")]
    [InlineData("name: a\nscenes: []", "line 2, column 9", "scenes must have at least one entry")]
    [InlineData("name: a\nscenes: paviau", "line 2, column 9", "scenes must be a list, like [paviau]")]
    [InlineData("name: a\nscenes: {a: b}", "line 2, column 9", "scenes must be a list, not a mapping")]
    [InlineData("name: a\nscenes: [a, [b]]", "line 2, column 13", "scenes must be a single value, not a list or mapping")]
    [InlineData("name: a\nscenes: [a, b, a]", "line 2, column 16", "given twice; the first is at line 2, column 10")]
    [InlineData("name: a\nscenes: [a]\nname: b", "line 3, column 1", "given twice; the first is at line 1, column 1")]
    [InlineData("name:\nscenes: [a]", "line 1, column 6", "name has no value")]
    [InlineData("name: ../up\nscenes: [a]", "line 1, column 7", "a name has 1 to 64 letters, digits, '-', '_' or '.', and begins with a letter or digit")]
    [InlineData("name: a\nscenes: [a]\nseeds: 0", "line 3, column 8", "seeds must be a whole number from 1 to 10000")]
    [InlineData("name: a\nscenes: [a]\nseeds: 3.5", "line 3, column 8", "seeds must be a whole number from 1 to 10000")]
    [InlineData("name: a\nscenes: [a]\nseeds: [1, 2, 1]", "line 3, column 15", "given twice; the first is at line 3, column 9")]
    [InlineData("name: a\nscenes: [a]\nseeds: [-1]", "line 3, column 9", "a seed must be a whole number from 0 to 9.223372036854776E+18")]
    [InlineData("name: a\nscenes: [a]\nseeds: [99999999999999999999]", "line 3, column 9", "a seed must be a whole number from 0 to 9.223372036854776E+18")]
    [InlineData("name: a\nscenes: [a]\nseeds: [0x10]", "line 3, column 9", "a seed must be a whole number from 0 to 9.223372036854776E+18")]
    [InlineData("name: a\nscenes: [a]\npriority: 1001", "line 3, column 11", "priority must be a whole number from -1000 to 1000")]
    [InlineData("name: a\nscenes: [a]\nrequires: cuda", "line 3, column 11", "requires must be a mapping of kind, labels, memory_gib")]
    [InlineData("name: a\nscenes: [a]\nrequires: {kind: gpu}", "line 3, column 18", "no kind of device (cpu, cuda)")]
    [InlineData("name: a\nscenes: [a]\nrequires: {labels: [a, '']}", "line 3, column 24", "a label has no value")]
    [InlineData("name: a\nscenes: [a]\nrequires: {labels: [a b]}", "line 3, column 21", "a label has 1 to 64 letters, digits, '-', '_' or '.', and begins with a letter or digit")]
    [InlineData("name: a\nscenes: [a]\nrequires: {labels: [a, a]}", "line 3, column 24", "given twice; the first is at line 3, column 21")]
    [InlineData("name: a\nscenes: [a]\nrequires: {memory_gib: 0}", "line 3, column 24", "memory_gib must be a whole number from 1 to 1048576")]
    [InlineData("name: a\nscenes: [a]\ntrial_timeout_minutes: 0", "line 3, column 24", "trial_timeout_minutes must be a whole number from 1 to 525600")]
    [InlineData("name: a\nscenes: [a]\nbudget: 5", "line 3, column 9", "budget must be a mapping of iterations, batch, checkpoint_every, crop")]
    [InlineData("name: a\nscenes: [a]\nbudget: {batch: 0}", "line 3, column 17", "budget.batch must be a whole number from 1 to 65536")]
    [InlineData("name: a\nscenes: [a]\nbudget: {batch: 010}", "line 3, column 17", "budget.batch must be a whole number from 1 to 65536")]
    [InlineData("name: a\nscenes: [a]\nbudget: {batch: '8'}", "line 3, column 17", "budget.batch must be a whole number from 1 to 65536, without quotes")]
    [InlineData("name: a\nscenes: [a]\nbudget: {iterations: many}", "line 3, column 22", "budget.iterations must be a whole number from 1 to 100000000")]
    [InlineData("name: a\nscenes: [a]\nsampling: {steps: [5]}", "line 3, column 19", "sampling.steps must be a single value, not a list or mapping")]
    [InlineData("name: a\nscenes: [a]\noptions: {hud: small}", "line 3, column 16", "must be a mapping: options of hud (option: value)")]
    [InlineData("name: a\nscenes: [a]\noverrides: [{budget: {batch: 1}}]", "line 3, column 13", "an override needs 'method', 'scene' or both")]
    [InlineData("name: a\nscenes: [a]\noverrides: [{scene: a, options: {x: 1}}]", "line 3, column 33", "options of an override need its 'method'")]
    [InlineData("name: a\nscenes: [a]\noverrides: [{scene: a}]", "line 3, column 13", "this override sets nothing")]
    [InlineData("name: a\nscenes: [a]\nsweep: {hud.x: 4}", "line 3, column 16", "hud.x must be a list, like [4]")]
    [InlineData("name: a\nscenes: [a]\nsweep: {hud.x: [4, 4]}", "line 3, column 20", "given twice; the first is at line 3, column 17")]
    [InlineData("name: a\nscenes: [a]\nsweep: {block: [4, -4]}", "line 3, column 20", "block must be a whole number from 1 to 4096")]
    [InlineData("- a", "line 1, column 1", "an experiment file is a mapping of keys, each with its value")]
    [InlineData("name: a\nscenes: [a]\n---\nname: b", "line 3, column 1", "an experiment file holds one document; remove the second '---'")]
    [InlineData("name: &n a\nscenes: [*n]", "line 1, column 7", "anchors are not read here; write the value out")]
    [InlineData("name: a\nscenes: [*n]", "line 2, column 10", "aliases are not read here; write the value out")]
    [InlineData("name: !!str a\nscenes: [a]", "line 1, column 7", "tags are not read here; write the plain value")]
    [InlineData("name: a\nscenes: [\"a\\nb\"]", "line 2, column 10", "the value has a line break or control character")]
    [InlineData("name: a\nscenes: [a]\n? [b]\n: c", "line 3, column 3", "a key must be a plain word")]
    public void Fault_is_named_with_place_and_rule(string text, string place, string rule)
    {
        var bad = Refused(text);
        Assert.Equal(("x.yaml", place, rule), (bad.File, bad.Place, bad.Rule));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# nothing\n")]
    public void Empty_file_is_refused(string text) => Assert.Equal("x.yaml: the file is empty", Refused(text).Message);

    [Theory]
    [InlineData("name: a\nscenes: [a", 3)]
    [InlineData("name: a\n scenes: [a]", 2)]
    [InlineData("name: a\nscenes: [a]\n\tseeds: 1", 3)]
    [InlineData("name: 'a\nscenes: [a]", 1)]
    [InlineData("name: [- a\nscenes: [a]", 1)]
    public void Broken_yaml_names_its_line(string text, int line)
    {
        var bad = Refused(text);
        Assert.Contains($"line {line}, ", bad.Place, StringComparison.Ordinal);
        Assert.StartsWith("not valid YAML", bad.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_refused_before_it_hurts() =>
        Assert.Equal("nested deeper than 16 levels", Refused("name: " + new string('[', 100_000)).Rule);

    [Fact]
    public void Huge_file_is_refused_unread() =>
        Assert.StartsWith("an experiment file has at most", Refused(new string('#', 300_000)).Rule, StringComparison.Ordinal);

    [Fact]
    public void Any_damage_to_a_good_file_is_either_read_or_refused_politely()
    {
        const string Good = "name: a\nscenes: [b, c]\nbudget: { iterations: 5 }\nsweep:\n  hud.x: [1, 2]\n";
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(CsCheck.Gen.Int[0, Good.Length - 1], CsCheck.Gen.Int[0, 4], CsCheck.Gen.Char["[]{}:,&*!|>'\"%@`#\n\t\0 -?é"]),
            (at, remove, c) =>
            {
                var text = Good[..at] + c + Good[Math.Min(Good.Length, at + remove)..];
                try
                {
                    return ExperimentFile.Parse(text, "x.yaml").Scenes.Length > 0;
                }
                catch (InputException)
                {
                    return true;
                }
            },
            iter: 4_000);
    }
}
