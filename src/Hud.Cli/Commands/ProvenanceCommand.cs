using System.CommandLine;
using System.Globalization;
using Hud.Cli.Remote;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Cli.Commands;

/// <summary><c>hud provenance</c>: all that a number of a table came from.</summary>
internal static class ProvenanceCommand
{
    public static Command Create()
    {
        var trial = new Argument<string>("TRIAL") { Description = "A trial's key, or enough of its first digits." };
        var source = new Argument<string?>("DIR|ID")
        {
            Description = "Folder of a run, or a cluster's experiment. Default: the only run.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var server = new ServerOption();
        var command = new Command("provenance", """
            Says what a trial's numbers came from: data, settings, code, machine, files.

            Example:
              hud provenance 5c5bf7c209b8 runs/quickstart
            """)
        {
            trial, source, json,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            var record = RecordSource.Read(parsed.GetValue(source), server, parsed);
            var digits = parsed.GetRequiredValue(trial);
            var found = record.Plan.Trials.Select(t => (Key: TrialKey.Of(t), Spec: t))
                .Where(t => t.Key.Value.StartsWith(digits, StringComparison.Ordinal)).Take(2).ToList();
            if (found is not [var (key, spec)])
            {
                throw new InputException(
                    "TRIAL", null, digits, found.Count == 0 ? "no trial of this run has such a key" : "several keys begin so: give more digits");
            }

            var result = record.Ledger.Find(key);
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            foreach (var line in Text(key, spec)) output.Say(line);
            if (result is null) output.Say("result: none yet");
            else
            {
                foreach (var (name, value) in result.Environment) output.Say($"environment {name}: {value}");
                foreach (var (name, hash) in result.Artifacts) output.Say($"file {name}: {hash}");
            }

            output.Document(new { Key = key.Value, Spec = spec, result?.Environment, result?.Artifacts, result?.Seconds });
            return result is null ? ExitCode.Incomplete : ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Text(TrialKey key, TrialSpec spec)
    {
        string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        yield return Line($"trial: {key.Value}");
        yield return Line($"scene: {spec.Scene.Name} ({spec.Scene.Provenance.ToString().ToLowerInvariant()}), {spec.Scene.Rows} x {spec.Scene.Cols} x {spec.Scene.Bands}");
        yield return Line($"scene sha256: {spec.Scene.Sha256}");
        yield return Line($"method: {spec.Method}, seed {spec.Seed}, {spec.Threads} threads");
        yield return Line($"training: {spec.Budget.Iterations} steps of {spec.Budget.Batch} crops of {spec.Budget.Crop} pixels");
        yield return Line($"sampling: {spec.Sampling.Count} images, {spec.Sampling.Sampler}, {spec.Sampling.Steps} steps");
        yield return Line($"evaluation: block {spec.Evaluation.Block}, {spec.Evaluation.Features} features");
        foreach (var (name, value) in spec.Options) yield return $"option {name}: {value}";
    }
}
