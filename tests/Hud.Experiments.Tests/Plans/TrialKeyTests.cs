using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Tests.Plans;

public sealed class TrialKeyTests
{
    private static TrialSpec Trial { get; } = new(
        new ScenePin("paviau", new string('0', 64), Provenance.Derived, 610, 340, 103, 9),
        "hud", 7, new Budget(100, 8, 10, 32), new Sampling(16, "ddim", 50), new Evaluation(["point_fidelity", "ratio"], 8, 32),
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [KeyValuePair.Create("Zeta", "1"), KeyValuePair.Create("alpha_b", "2"), KeyValuePair.Create("alphaB", "3")]),
        2);

    /// <summary>If this fails, finished trials of every user are computed again: raise ResultsVersion only on purpose.</summary>
    [Fact]
    public void Key_of_a_known_trial_never_changes() => Assert.Equal("1a6fb068992f90845f35fb1c7f2df3cc82b03fba1b076bd99e229680eed47c1e", TrialKey.Of(Trial).Value);

    [Fact]
    public void Pin_of_a_scene_with_colours_is_written_without_a_word_of_them()
    {
        Assert.DoesNotContain("Grey", JsonSerializer.Serialize(Trial.Scene), StringComparison.Ordinal);
        var grey = Trial.Scene with { Grey = true };
        Assert.Equal(grey, JsonSerializer.Deserialize<ScenePin>(JsonSerializer.Serialize(grey)));
    }

    [Fact]
    public void Short_key_is_the_first_twelve_digits() => Assert.Equal(TrialKey.Of(Trial).Value[..12], TrialKey.Of(Trial).ToString());

    [Fact]
    public void Order_of_the_option_dictionary_changes_nothing()
    {
        var backwards = Trial with
        {
            Options = Trial.Options.WithComparers(Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a))),
        };
        Assert.NotEqual(Trial.Options.Keys, backwards.Options.Keys);
        Assert.Equal(TrialKey.Of(Trial), TrialKey.Of(backwards));
        Assert.Equal(Trial, backwards);
    }

    public static TheoryData<string, TrialSpec> Changes => new()
    {
        { "scene content", Trial with { Scene = Trial.Scene with { Sha256 = new string('1', 64) } } },
        { "scene without colours", Trial with { Scene = Trial.Scene with { Grey = true } } },
        { "method", Trial with { Method = "gan" } },
        { "seed", Trial with { Seed = 8 } },
        { "iterations", Trial with { Budget = Trial.Budget with { Iterations = 101 } } },
        { "batch", Trial with { Budget = Trial.Budget with { Batch = 9 } } },
        { "crop", Trial with { Budget = Trial.Budget with { Crop = 16 } } },
        { "sampler", Trial with { Sampling = Trial.Sampling with { Sampler = "ddpm" } } },
        { "steps", Trial with { Sampling = Trial.Sampling with { Steps = 51 } } },
        { "count", Trial with { Sampling = Trial.Sampling with { Count = 17 } } },
        { "block", Trial with { Evaluation = Trial.Evaluation with { Block = 4 } } },
        { "metrics", Trial with { Evaluation = Trial.Evaluation with { Metrics = ["ratio"] } } },
        { "option", Trial with { Options = Trial.Options.SetItem("Zeta", "2") } },
        { "threads", Trial with { Threads = 3 } },
    };

    [Theory, MemberData(nameof(Changes))]
    public void Anything_that_can_change_a_result_changes_the_key(string what, TrialSpec changed) =>
        Assert.True(TrialKey.Of(Trial) != TrialKey.Of(changed), what);

    [Fact]
    public void Order_of_keys_in_the_file_and_its_name_and_targets_change_no_key()
    {
        string[] lines =
        [
            "scenes: [paviau, salinas]", "methods: [hud, gan]", "seeds: [3, 5]",
            "options: { hud: { preset: tiny, augment: true }, gan: { channels: 4 } }",
            "budget: { iterations: 9, batch: 3 }", "sampling: { sampler: ddim, steps: 50 }",
            "sweep: { hud.endmembers: [4, 5], sampling.count: [6, 7] }",
            "overrides: [ { scene: salinas, block: 4 }, { method: gan, budget: { iterations: 2 } } ]",
        ];
        string[] turned =
        [
            "scenes: [salinas, paviau]", "methods: [gan, hud]", "seeds: [5, 3]",
            "options: { gan: { channels: 4 }, hud: { augment: true, preset: tiny } }",
            "budget: { batch: 3, iterations: 9 }", "sampling: { steps: 50, sampler: ddim }",
            "sweep: { sampling.count: [7, 6], hud.endmembers: [5, 4] }",
            "overrides: [ { budget: { iterations: 2 }, method: gan }, { block: 4, scene: salinas } ]",
        ];
        var expected = Keys("name: a\n" + string.Join('\n', lines));
        Gen.Shuffle(Enumerable.Range(0, lines.Length).ToArray()).Select(Gen.Int[0, 255]).Sample((order, mask) =>
        {
            var chosen = order.Select(i => (mask >> i & 1) == 0 ? lines[i] : turned[i]);
            return Keys($"targets: t{mask}.yaml\n{string.Join('\n', chosen)}\nname: n{mask}").SetEquals(expected);
        }, iter: 200);
        Assert.Equal(24, expected.Count);
    }

    private static HashSet<TrialKey> Keys(string yaml) => [.. Given.Plan(yaml).Trials.Select(TrialKey.Of)];
}
