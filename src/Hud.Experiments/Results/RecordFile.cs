using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Experiments.Plans;
using Hud.Experiments.Search;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Results;

/// <summary>Text of <c>ledger.json</c> in a run folder: plan and results, enough to rebuild every table offline.
/// <c>{ format, version, results_version, plan: { id, name, targets, sweep, methods, published, trials: [{ key, spec }] }, results: { key: result } }</c>; in a plan also
/// <c>search</c> and <c>until_decided</c>, and <c>stopped: { key: why }</c>, where there is any.</summary>
public static class RecordFile
{
    /// <summary>The file's name in a run folder.</summary>
    public const string FileName = "ledger.json";

    private const string Format = "hudcluster-ledger";
    private const int Version = 1;

    /// <summary>Same record, same text.</summary>
    public static string Write(ExperimentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (plan, ledger) = record;
        var trials = plan.Trials.Select(t => new Trial(TrialKey.Of(t).Value, t)).ToImmutableArray();
        return JsonText.Write(new Document(
            Format, Version, TrialKey.ResultsVersion,
            new Plan(plan.Id, plan.Name, plan.Targets, plan.Sweep, plan.Methods, plan.Published, trials)
            {
                Search = plan.Search,
                UntilDecided = plan.UntilDecided,
            },
            ledger.Results.ToImmutableSortedDictionary(r => r.Key.Value, r => r.Result, StringComparer.Ordinal))
        {
            Stopped = ledger.Stopped.IsEmpty ? null : ledger.Stopped,
        });
    }

    /// <param name="fileName">For messages only; nothing is opened.</param>
    /// <exception cref="InputException">Not JSON, an unknown or missing member, another version, a key that is not
    /// that of its trial, or a result without a trial.</exception>
    public static ExperimentRecord Parse(string text, string fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckVersions(text, fileName);
        Document document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(text, JsonText.Options)!;
        }
        catch (JsonException bad)
        {
            throw Unreadable(fileName, bad);
        }

        var trials = document.Plan.Trials;
        for (var i = 0; i < trials.Length; i++)
        {
            if (trials[i].Key != TrialKey.Of(trials[i].Spec).Value)
                throw new InputException(fileName, $"plan.trials[{i}]", trials[i].Key, "the key is not that of its trial; the file was changed");
        }

        var keys = trials.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        if (keys.Count != trials.Length) throw new InputException(fileName, "plan.trials", null, "a trial is listed twice");
        var ledger = Ledger.Empty;
        foreach (var (key, result) in document.Results)
        {
            if (!keys.Contains(key)) throw new InputException(fileName, "results", key, "the result belongs to no trial of the plan");
            ledger = ledger.Add(new TrialKey(key), result);
        }

        foreach (var (key, why) in document.Stopped ?? ledger.Stopped)
        {
            if (!keys.Contains(key)) throw new InputException(fileName, "stopped", key, "the trial is not in the plan");
            ledger = ledger.Stop(new TrialKey(key), why);
        }

        var plan = document.Plan;
        return new ExperimentRecord(
            new ExperimentPlan(plan.Id, plan.Name, [.. trials.Select(t => t.Spec)], plan.Targets)
            {
                Sweep = plan.Sweep,
                Methods = plan.Methods,
                Published = plan.Published,
                Search = plan.Search,
                UntilDecided = plan.UntilDecided,
            },
            ledger);
    }

    private static void CheckVersions(string text, string fileName)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var (format, version, results) = (Member(json, "format"), Member(json, "version"), Member(json, "results_version"));
            if (format != $"\"{Format}\"") throw new InputException(fileName, "format", format, $"this is no {Format} file");
            if (version != $"{Version}") throw new InputException(fileName, "version", version, $"this build reads version {Version}");
            if (results != $"{TrialKey.ResultsVersion}")
            {
                throw new InputException(fileName, "results_version", results,
                    $"this build computes results of version {TrialKey.ResultsVersion}, which cannot be compared; run the experiment again");
            }
        }
        catch (JsonException bad)
        {
            throw Unreadable(fileName, bad);
        }
    }

    private static string? Member(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value)
            ? value.GetRawText()
            : null;

    private static InputException Unreadable(string fileName, JsonException bad) =>
        new(fileName, $"line {bad.LineNumber + 1}, column {bad.BytePositionInLine + 1}", null, $"unreadable: {bad.Message}", bad);

    private sealed record Document(
        string Format, int Version, int ResultsVersion, Plan Plan, ImmutableSortedDictionary<string, TrialResult> Results)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ImmutableSortedDictionary<string, string>? Stopped { get; init; }
    }

    private sealed record Plan(
        string Id, string Name, string? Targets, ImmutableArray<string> Sweep, ImmutableArray<MethodHeading> Methods,
        PublishedNumbers? Published, ImmutableArray<Trial> Trials)
    {
        // Left out where there is none, so that files of other plans stay as they were.
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public SearchPlan? Search { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public SeedsUntilDecided? UntilDecided { get; init; }
    }

    private sealed record Trial(string Key, TrialSpec Spec);
}
