using System.CommandLine;
using System.Globalization;
using Hud.Actors.Coordinator;
using Hud.Actors.Persistence;
using Hud.Experiments;
using Hud.Seed.History;

namespace Hud.Cli.Commands;

/// <summary><c>hud replay</c>: what a journal tells of a moment in the past.</summary>
internal static class ReplayCommand
{
    private const int AtOnce = 1000;

    public static Command Create()
    {
        var journal = new Argument<string>("JOURNAL") { Description = "A file, or Host=...;Database=... of PostgreSQL." };
        var until = new Option<string?>("--until")
        {
            Description = "A change's number, or a time: 2026-11-23T04:05Z.",
            HelpName = "N|TIME",
        };
        var quiet = new Option<bool>("--summary") { Description = "Only how things stood then." };
        var command = new Command("replay", """
            Lists what happened in a cluster, or a run, up to a moment, and how things
            stood then. Only reads; the cluster may be running.

            Examples:
              hud replay runs/quickstart/journal.db
              hud replay hud-seed/journal.db --until 2026-11-23T04:05Z --summary
            """)
        {
            journal, until, quiet,
        };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var isWanted = Bound(parsed.GetValue(until));
            var history = new ClusterHistory();
            foreach (var fact in Facts(new JournalTail(JournalAddress.Parse(parsed.GetRequiredValue(journal))), history))
            {
                var change = history.Describe(fact);
                if (!isWanted(change)) break;
                history.Take([fact]);
                if (!parsed.GetValue(quiet)) output.WriteLine(Line(change));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after change {history.Position}:"));
            foreach (var line in StatusText.Experiments(CoordinatorQueries.Experiments(history.State).Experiments)) output.WriteLine(line);
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<JournaledFact> Facts(JournalTail tail, ClusterHistory history)
    {
        while (tail.After(history.Position, AtOnce) is { Count: > 0 } facts)
            foreach (var fact in facts) yield return fact;
    }

    /// <returns>Whether a change is still to be shown.</returns>
    private static Func<Change, bool> Bound(string? text)
    {
        if (text is null) return _ => true;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return c => c.Sequence <= number;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? c => c.At <= time
            : throw new InputException("--until", null, text, "must be a change's number or a time like 2026-11-23T04:05Z");
    }

    private static string Line(Change change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Sequence,7} {change.At:yyyy-MM-dd HH:mm:ss}Z {change.Kind,-11} {string.Join(' ', Words(change))}");

    private static IEnumerable<string> Words(Change change)
    {
        if (change.Trial is { } trial) yield return change.Attempt is { } attempt ? $"{trial[..12]}#{attempt}" : trial[..12];
        if (change.Experiment is { } experiment) yield return experiment;
        if (change.Node is { } node) yield return $"on {node}";
        if (change.Detail is { } detail) yield return $"({detail})";
    }
}
