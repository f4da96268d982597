using System.CommandLine;
using Hud.Cli.Remote;
using Hud.Experiments;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;
using Hud.Experiments.Reports;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;

namespace Hud.Cli.Commands;

/// <summary><c>hud tables</c>: a run's tables from its ledger, offline.</summary>
internal static class TablesCommand
{
    public static Command Create()
    {
        var source = new Argument<string?>("DIR|ID")
        {
            Description = "Folder of a run, or a cluster's experiment. Default: the only run.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = new Option<string?>("--format") { Description = "md (default), csv, tex, json or html.", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong([.. Enum.GetValues<TableFormat>().Select(Tables.Extension)]);
        var output = new Option<string?>("--out")
        {
            Description = "Write files there; all formats without --format.",
            HelpName = "DIR",
        };
        var times = new Option<bool>("--times") { Description = "Print the wall time of every cell instead (Markdown)." };
        var server = new ServerOption();
        var command = new Command("tables", """
            Prints the tables of a run or experiment, also while it is going on.
            Exit code 3 says that trials are missing.

            Examples:
              hud tables runs/quickstart
              hud tables runs/paper-tables --format tex --out paper/
              hud tables paper-tables-1f2e3d4c5b6a --server http://10.0.0.1:4780
            """)
        {
            source, format, output, times,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            var record = RecordSource.Read(parsed.GetValue(source), server, parsed);
            var chosen = Enum.GetValues<TableFormat>().Where(f => Tables.Extension(f) == parsed.GetValue(format)).ToArray();
            var (console, messages) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(times))
                console.Write(TimeReport.Markdown(record));
            else if (parsed.GetValue(output) is { } directory)
                Save(record, chosen is [] ? Enum.GetValues<TableFormat>() : chosen, directory, messages);
            else
                console.Write(Tables.Render(record.Plan, record.Ledger, chosen.FirstOrDefault(TableFormat.Markdown)));

            var asked = record.Plan.Search is { } search ? search.Points * search.Seeds.Length : record.Plan.Trials.Length;
            var missing = asked - record.Ledger.Count - record.Ledger.Stopped.Count;
            if (missing == 0) return ExitCode.Done;
            messages.WriteLine($"hud: {missing} of {asked} trials are not done yet");
            return ExitCode.Incomplete;
        });
        return command;
    }

    private static void Save(ExperimentRecord record, TableFormat[] formats, string directory, TextWriter messages)
    {
        var texts = formats.Select(f => (Path: Path.Combine(directory, Tables.FileName(f)), Text: Tables.Render(record.Plan, record.Ledger, f))).ToList();
        try
        {
            Directory.CreateDirectory(directory);
            foreach (var (path, text) in texts) AtomicFile.WriteText(path, text);
        }
        catch (Exception bad) when (bad is UnauthorizedAccessException || (bad is IOException && !Directory.Exists(directory)))
        {
            throw new InputException("--out", null, directory, $"this folder cannot be written: {bad.Message}", bad);
        }

        foreach (var (path, _) in texts) messages.WriteLine($"hud: wrote {path}");
    }
}
