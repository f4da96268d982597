using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Experiments.Plans;

namespace Hud.Actors.Serialization;

/// <summary>The trials of a plan repeat each other: each says only what differs from the one before, and a part that an
/// earlier trial has is that trial's number. Keeps plans of 100,000 trials small in the journal, on the wire and, since the
/// parts are shared when read back, in memory. A list in which every trial says everything is read as well.</summary>
internal sealed class TrialListConverter : JsonConverter<ImmutableArray<TrialSpec>>
{
    public override ImmutableArray<TrialSpec> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("a list of trials must be an array");
        var trials = ImmutableArray.CreateBuilder<TrialSpec>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) trials.Add(ReadTrial(ref reader, trials, options));
        return trials.DrainToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<TrialSpec> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        var (scenes, budgets, samplings) = (new Seen<ScenePin>(), new Seen<Budget>(), new Seen<Sampling>());
        var (evaluations, methodOptions) = (new Seen<Evaluation>(), new Seen<ImmutableSortedDictionary<string, string>>(SameOptions.Instance));
        TrialSpec? last = null;
        foreach (var trial in value)
        {
            writer.WriteStartObject();
            scenes.Write(writer, "scene", trial.Scene, last?.Scene, options);
            if (last?.Method != trial.Method) writer.WriteString("method", trial.Method);
            if (last?.Seed != trial.Seed) writer.WriteNumber("seed", trial.Seed);
            budgets.Write(writer, "budget", trial.Budget, last?.Budget, options);
            samplings.Write(writer, "sampling", trial.Sampling, last?.Sampling, options);
            evaluations.Write(writer, "evaluation", trial.Evaluation, last?.Evaluation, options);
            methodOptions.Write(writer, "options", trial.Options, last?.Options, options);
            if (last?.Threads != trial.Threads) writer.WriteNumber("threads", trial.Threads);
            writer.WriteEndObject();
            last = trial;
        }

        writer.WriteEndArray();
    }

    private static TrialSpec ReadTrial(ref Utf8JsonReader reader, ImmutableArray<TrialSpec>.Builder before, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a trial must be an object");
        var last = before.Count == 0 ? null : before[^1];
        var (scene, method, seed, budget) = (last?.Scene, last?.Method, last?.Seed, last?.Budget);
        var (sampling, evaluation, methodOptions, threads) = (last?.Sampling, last?.Evaluation, last?.Options, last?.Threads);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "scene": scene = Part(ref reader, before, t => t.Scene, options); break;
                case "method": method = reader.GetString(); break;
                case "seed": seed = reader.GetInt64(); break;
                case "budget": budget = Part(ref reader, before, t => t.Budget, options); break;
                case "sampling": sampling = Part(ref reader, before, t => t.Sampling, options); break;
                case "evaluation": evaluation = Part(ref reader, before, t => t.Evaluation, options); break;
                case "options": methodOptions = Part(ref reader, before, t => t.Options, options); break;
                case "threads": threads = reader.GetInt32(); break;
                default: reader.Skip(); break;
            }
        }

        return new TrialSpec(
            scene ?? throw Missing("scene"), method ?? throw Missing("method"), seed ?? throw Missing("seed"),
            budget ?? throw Missing("budget"), sampling ?? throw Missing("sampling"), evaluation ?? throw Missing("evaluation"),
            methodOptions ?? throw Missing("options"), threads ?? throw Missing("threads"));
    }

    private static T Part<T>(
        ref Utf8JsonReader reader, ImmutableArray<TrialSpec>.Builder before, Func<TrialSpec, T> part, JsonSerializerOptions options)
        where T : class
    {
        if (reader.TokenType != JsonTokenType.Number) return (T)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(T)))!;
        var number = reader.GetInt32();
        return number >= 0 && number < before.Count
            ? part(before[number])
            : throw new JsonException($"a trial refers to trial {number}, of {before.Count} before it");
    }

    private static JsonException Missing(string name) => new($"the first trial must say its {name}");

    /// <summary>Numbers of the trials that had a part first.</summary>
    private sealed class Seen<T>(IEqualityComparer<T>? comparer = null)
        where T : class
    {
        private readonly Dictionary<T, int> _numbers = new(comparer);
        private int _trials;

        public void Write(Utf8JsonWriter writer, string name, T part, T? last, JsonSerializerOptions options)
        {
            var number = _trials++;
            if (ReferenceEquals(part, last) || (last is not null && _numbers.Comparer.Equals(part, last))) return;
            if (_numbers.TryGetValue(part, out var first))
            {
                writer.WriteNumber(name, first);
                return;
            }

            _numbers.Add(part, number);
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, part, options.GetTypeInfo(typeof(T)));
        }
    }

    private sealed class SameOptions : IEqualityComparer<ImmutableSortedDictionary<string, string>>
    {
        public static SameOptions Instance { get; } = new();

        public bool Equals(ImmutableSortedDictionary<string, string>? x, ImmutableSortedDictionary<string, string>? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.SequenceEqual(y));

        public int GetHashCode(ImmutableSortedDictionary<string, string> obj)
        {
            var hash = default(HashCode);
            foreach (var (name, value) in obj) hash.Add(HashCode.Combine(name, value));
            return hash.ToHashCode();
        }
    }
}
