using System.CommandLine;
using Hud.Cli.Export;
using Hud.Cli.Remote;
using Hud.Experiments;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;
using Hud.Experiments.Reports;
using Hud.Experiments.Results;

namespace Hud.Cli.Commands;

/// <summary><c>hud export</c>: every measured number, for programs that go on computing with them.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var source = new Argument<string?>("DIR|ID")
        {
            Description = "Folder of a run, or a cluster's experiment. Default: the only run.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = new Option<string>("--format")
        {
            Description = "csv, json, parquet or tensorboard.",
            HelpName = "FORMAT",
            Required = true,
        };
        format.AcceptOnlyFromAmong("csv", "json", "parquet", "tensorboard");
        var output = new Option<string?>("--out")
        {
            Description = "File, or folder for tensorboard. csv and json are printed without.",
            HelpName = "PATH",
        };
        var server = new ServerOption();
        var command = new Command("export", """
            Writes every measured number of a run or experiment, also while it is going on:
            one row for each trial and metric, or loss curves and metrics for TensorBoard.
            Exit code 3 says that trials are missing.

            Examples:
              hud export runs/quickstart --format csv > numbers.csv
              hud export runs/paper-tables --format parquet --out numbers.parquet
              hud export paper-tables-1f2e3d4c5b6a --format tensorboard --out board/
            """)
        {
            source, format, output,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            var (console, messages) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (kind, path) = (parsed.GetRequiredValue(format), parsed.GetValue(output));
            if (path is null && kind is "parquet" or "tensorboard")
                throw new InputException("--out", null, null, $"--format {kind} needs a place: --out PATH");
            var record = RecordSource.Read(parsed.GetValue(source), server, parsed);
            if (path is null) console.Write(Text(record, kind));
            else messages.WriteLine($"hud: {Save(record, kind, path, parsed.GetValue(source), server, parsed)}");

            var missing = record.Plan.Trials.Count(t => !record.Ledger.Contains(TrialKey.Of(t)));
            if (missing == 0) return ExitCode.Done;
            messages.WriteLine($"hud: {missing} of {record.Plan.Trials.Length} trials are not done yet");
            return ExitCode.Incomplete;
        });
        return command;
    }

    private static string Text(ExperimentRecord record, string kind) =>
        kind == "csv" ? MetricRowText.Csv(record) : MetricRowText.Json(record);

    /// <returns>What was done, for a person.</returns>
    private static string Save(ExperimentRecord record, string kind, string path, string? source, ServerOption server, ParseResult parsed)
    {
        try
        {
            switch (kind)
            {
                case "tensorboard":
                    using (var logs = RecordSource.Logs(source, server, parsed))
                        return $"wrote {TensorBoardFolder.Write(record, logs.Read, path)} runs to {path}";
                case "parquet":
                    AtomicFile.Write(path, stream => ParquetFile.Write(record, stream).GetAwaiter().GetResult());
                    break;
                default:
                    AtomicFile.WriteText(path, Text(record, kind));
                    break;
            }
        }
        catch (Exception bad) when (bad is UnauthorizedAccessException || (bad is IOException && !DiskFull.Is(bad)))
        {
            throw new InputException("--out", null, path, $"cannot be written: {bad.Message}", bad);
        }

        return $"wrote {path}";
    }
}
