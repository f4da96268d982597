using System.Text.Json;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Cli.Export;

/// <summary>A folder for <c>tensorboard --logdir</c>: one run for each trial that has begun, with its loss by step (<c>train/loss</c>) and, at the
/// last step, its metrics (<c>metric/fid</c>).</summary>
internal static class TensorBoardFolder
{
    /// <param name="log">A trial's log.jsonl; empty where there is none.</param>
    /// <returns>How many runs were written.</returns>
    public static int Write(ExperimentRecord record, Func<TrialKey, string> log, string folder)
    {
        var runs = 0;
        foreach (var spec in record.Plan.Trials)
        {
            var key = TrialKey.Of(spec);
            var (lines, result) = (log(key), record.Ledger.Find(key));
            if (lines.Length == 0 && result is null) continue;
            var name = $"{spec.Method}-{Plain(spec.Scene.Name)}-seed{spec.Seed}-{key.Short}";
            AtomicFile.Write(Path.Combine(folder, name, EventFile.Name), stream => Write(new EventFile(stream), spec, lines, result));
            runs++;
        }

        return runs;
    }

    private static void Write(EventFile file, TrialSpec spec, string lines, TrialResult? result)
    {
        // The log tells no times; the whole training's, spread evenly, is what there is.
        var pace = (result?.Seconds.GetValueOrDefault("train") ?? 0) / spec.Budget.Iterations;
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Parse(line) is not { } entry) continue;
            foreach (var (name, value) in entry.Values) file.Scalar(entry.Step * pace, entry.Step, $"train/{name}", value);
        }

        foreach (var metric in result?.Metrics ?? [])
            file.Scalar(spec.Budget.Iterations * pace, spec.Budget.Iterations, $"metric/{metric.Name}", metric.Value);
    }

    /// <returns>Null for half a line: the training may be going on.</returns>
    private static (long Step, IEnumerable<(string Name, double Value)> Values)? Parse(string line)
    {
        try
        {
            using var entry = JsonDocument.Parse(line);
            var step = entry.RootElement.GetProperty("step").GetInt64();
            return (step,
            [
                .. from member in entry.RootElement.EnumerateObject()
                   where member.Name != "step" && Number(member.Value) is not null
                   select (member.Name, Number(member.Value)!.Value),
            ]);
        }
        catch (Exception half) when (half is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A loss that is no number is written as a word.</summary>
    private static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when value.GetString() is "NaN" or "Infinity" or "-Infinity" =>
            double.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
}
