using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Hud.Experiments.Plans;

namespace Hud.Actors.Serialization;

/// <summary>A snapshot holds each trial's spec once, in its plan; in the trial stands a word instead. Old snapshots hold it
/// in both places.</summary>
internal sealed class SpecInPlanConverter : JsonConverter<TrialSpec>
{
    private const string Word = "in plan";

    /// <summary>Stands for the spec until it is taken from the plan.</summary>
    private static readonly TrialSpec Absent = new(
        new ScenePin("", "", Provenance.Own, 0, 0, 0, 0), "", 0, new Budget(0, 0, 0, 0), new Sampling(0, "", 0), new Evaluation([], 0, 0),
        ImmutableSortedDictionary<string, string>.Empty, 0);

    public override TrialSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Absent
            : JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<TrialSpec>)options.GetTypeInfo(typeof(TrialSpec)))!;

    public override void Write(Utf8JsonWriter writer, TrialSpec value, JsonSerializerOptions options) => writer.WriteStringValue(Word);
}
