using System.CommandLine;
using Hud.Actors.Persistence;
using Hud.Experiments;
using Hud.Experiments.Files;

namespace Hud.Cli.Commands;

/// <summary>`hud journal`: the lab notebook, outside the cluster.</summary>
internal static class JournalCommand
{
    private const string AddressHelp =
        "SQLite file, or \"Host=...;Database=...;Username=...\" of PostgreSQL (password in PGPASSWORD or PGPASSFILE).";

    public static Command Create() => new("journal", """
        Exports, checks and moves the journal of a seed or a run.

        Examples:
          hud journal verify hud-seed/journal.db
          hud journal export "Host=db;Database=hud;Username=hud" --out journal.jsonl
          hud journal migrate hud-seed/journal.db "Host=db;Database=hud;Username=hud"
        """)
    {
        Export(), Verify(), Migrate(),
    };

    private static Command Export()
    {
        var address = new Argument<string>("JOURNAL") { Description = AddressHelp };
        var output = new Option<string?>("--out") { Description = "File to write. Default: standard output.", HelpName = "FILE" };
        var command = new Command("export", """
            Writes every event, in order, as one line of JSON: its sequence number, its manifest, its payload.

            A cluster may work on meanwhile: what is written is the journal of one moment.

            Examples:
              hud journal export runs/quickstart/journal.db | jq .manifest
              hud journal export hud-seed/journal.db --out journal.jsonl
            """)
        {
            address, output,
        };
        command.SetAction(parsed =>
        {
            var journal = JournalAddress.Parse(parsed.GetRequiredValue(address));
            if (parsed.GetValue(output) is not { } path)
            {
                using var stdout = Console.OpenStandardOutput();
                JournalText.Export(journal, stdout);
                return ExitCode.Done;
            }

            if (journal.IsSameAs(new SqliteAddress(path))) throw new InputException("--out", null, path, "is the journal itself; name another file");
            WritableFolder.Ensure(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var events = 0L;
            AtomicFile.Write(path, stream => events = JournalText.Export(journal, stream));
            parsed.InvocationConfiguration.Output.WriteLine($"{path}: {events} events");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Verify()
    {
        var address = new Argument<string>("JOURNAL") { Description = AddressHelp };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output; text for people goes to standard error." };
        var command = new Command("verify", """
            Reads a whole journal as a recovering seed would and checks it: no gap, every event known and readable, each
            snapshot equal to what the events before it give. Prints counts and a digest; exit code 1 names the place
            where it is wrong.

            Examples:
              hud journal verify hud-seed/journal.db
              hud journal verify "Host=db;Database=hud;Username=hud" --json
            """)
        {
            address, json,
        };
        command.SetAction(parsed =>
        {
            var journal = JournalAddress.Parse(parsed.GetRequiredValue(address));
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            var report = JournalVerification.Verify(journal);
            JournalReportText.Say(output, journal, report);
            output.Document(report);
            return report.Fault is null ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Command Migrate()
    {
        var from = new Argument<string>("FROM") { Description = AddressHelp };
        var to = new Argument<string>("TO") { Description = "Likewise; must hold no events yet." };
        var command = new Command("migrate", """
            Copies a journal to another place, for example from SQLite to PostgreSQL when a cluster gets more seeds, and
            compares the copy with its source. The source stays as it was. Stop the seeds first; then start them with
            the new --journal.

            Examples:
              hud journal migrate hud-seed/journal.db "Host=db;Database=hud;Username=hud"
              hud journal migrate "Host=db;Database=hud;Username=hud" backup.db
            """)
        {
            from, to,
        };
        command.SetAction(parsed =>
        {
            var (source, target) = (JournalAddress.Parse(parsed.GetRequiredValue(from)), JournalAddress.Parse(parsed.GetRequiredValue(to)));
            if (source.IsSameAs(target)) throw new InputException("TO", null, target.Display, "is the journal to copy; name another place");
            var report = JournalMigration.Move(source, target, TimeProvider.System);
            JournalReportText.Say(new CommandOutput(parsed, json: false), target, report);
            return ExitCode.Done;
        });
        return command;
    }
}
