using System.Collections.Immutable;
using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Actors.Serialization;
using Hud.Actors.Tests.Support;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Serialization;

public sealed class TrialListTests
{
    private static TrialSpec Other(long seed) => Some.Spec(seed) with
    {
        Scene = Some.Spec().Scene with { Name = "other" },
        Method = "vae",
        Budget = new Budget(7, 2, 1, 8),
        Sampling = new Sampling(1, "ddpm", 3),
        Evaluation = new Evaluation(["fid"], 4, 16),
        Options = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("width", "8"),
        Threads = 1,
    };

    private static ExperimentPlan Plan(params ImmutableArray<TrialSpec> trials) => new("p-1", "p", trials, null);

    private static string Text(ExperimentPlan plan) => JsonSerializer.Serialize(plan, HudJson.Default.ExperimentPlan);

    private static ExperimentPlan Parse(string json) => JsonSerializer.Deserialize(json, HudJson.Default.ExperimentPlan)!;

    [Fact]
    public void Trials_that_differ_in_anything_come_back_as_they_were()
    {
        ImmutableArray<TrialSpec> trials =
        [
            Some.Spec(), Other(1), Some.Spec(2), Some.Spec(3) with { Threads = 9 }, Other(3) with { Method = "gan" }, Some.Spec(4),
        ];
        Assert.Equal(trials.Select(TrialKey.Of), Parse(Text(Plan(trials))).Trials.Select(TrialKey.Of));
    }

    [Fact]
    public void Every_member_of_a_trial_is_written()
    {
        var full = JsonDocument.Parse(JsonSerializer.Serialize(Some.Spec(), HudJson.Default.TrialSpec)).RootElement;
        var listed = JsonDocument.Parse(Text(Plan(Some.Spec()))).RootElement.GetProperty("trials")[0];
        Assert.Equal(full.GetRawText(), listed.GetRawText());
    }

    [Fact]
    public void Trials_that_differ_by_seed_say_no_more_than_their_seed() =>
        Assert.Contains("},{\"seed\":2},{\"seed\":3}]", Text(Plan(Some.Spec(1), Some.Spec(2), Some.Spec(3))), StringComparison.Ordinal);

    [Fact]
    public void Equal_parts_are_shared_when_read_back()
    {
        var trials = Parse(Text(Plan(Some.Spec(1), Other(1), Some.Spec(2), Other(2)))).Trials;
        Assert.Same(trials[0].Options, trials[2].Options);
        Assert.Same(trials[1].Scene, trials[3].Scene);
    }

    [Fact]
    public void List_in_which_every_trial_says_everything_is_read_too()
    {
        var full = string.Join(',', new[] { Some.Spec(1), Other(2) }.Select(t => JsonSerializer.Serialize(t, HudJson.Default.TrialSpec)));
        var plan = Parse("""{"id":"p-1","name":"p","trials":[""" + full + "]}");
        Assert.Equal([Some.Key(1), TrialKey.Of(Other(2))], plan.Trials.Select(TrialKey.Of));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[1]")]
    [InlineData("""[{"scene":0}]""")]
    [InlineData("""[{"scene":-1}]""")]
    public void Broken_list_is_refused(string trials) =>
        Assert.Throws<JsonException>(() => Parse("""{"id":"p-1","name":"p","trials":""" + trials + "}"));

    [Fact]
    public void Hundred_thousand_trials_fit_into_a_frame_and_the_journal()
    {
        var cells = Enumerable.Range(0, 1000).Select(i => Some.Spec() with { Budget = new Budget(i + 1, 4, 1, 16) }).ToList();
        var trials = Enumerable.Range(1, 100).SelectMany(seed => cells.Select(c => c with { Seed = seed })).ToImmutableArray();
        var bytes = new HudJsonSerializer(null!).ToBinary(new SubmitExperiment(new("c"), Plan(trials)));
        Assert.InRange(bytes.Length, 1, 4 << 20);
        var again = (SubmitExperiment)new HudJsonSerializer(null!).FromBinary(bytes, "w-se:1");
        Assert.Equal(trials.Length, again.Plan.Trials.Length);
        Assert.Equal(TrialKey.Of(trials[^1]), TrialKey.Of(again.Plan.Trials[^1]));
    }

    [Fact]
    public void Snapshot_holds_each_spec_once_and_gives_it_back_to_its_trial()
    {
        var state = new Desk().Announce().Submit(Some.Plan(3)).State;
        var json = Json.Of(state);
        Assert.Equal(3, json.Split("\"spec\":\"in plan\"").Length - 1);
        var again = ((CoordinatorState)Json.Parse("cs:1", json)).WithSpecs();
        Assert.Equal(Some.Key(2), TrialKey.Of(again.Trials[Some.Key(2)].Spec));
        Assert.Same(again.Experiments["tiny-3"].Plan.Trials[1], again.Trials[Some.Key(2)].Spec);
    }

    [Fact]
    public void Snapshot_of_an_earlier_version_that_repeats_the_specs_is_read_too()
    {
        var state = new Desk().Submit(Some.Plan(1)).State;
        var old = Json.Of(state).Replace("\"in plan\"", JsonSerializer.Serialize(Some.Spec(), HudJson.Default.TrialSpec), StringComparison.Ordinal);
        Assert.Equal(Json.Of(state), Json.Of((CoordinatorState)Json.Parse("cs:1", old)));
    }

    [Fact]
    public void Damaged_packed_payload_costs_the_message_and_nothing_more()
    {
        var bytes = new HudJsonSerializer(null!).ToBinary(new ExperimentUnknown(new string('x', Packing.Threshold)));
        Assert.True(bytes.Length < Packing.Threshold);
        Assert.Throws<System.Runtime.Serialization.SerializationException>(
            () => new HudJsonSerializer(null!).FromBinary(bytes[..20], "w-eu:1"));
    }
}
