using System.CommandLine;
using System.Globalization;
using Hud.Actors.Protocol;
using Hud.Cli.Remote;
using Hud.Experiments.Plans;

namespace Hud.Cli.Commands;

/// <summary>The verbs that change what a running cluster does: one name, one sentence as the answer.</summary>
internal static class OperatorCommands
{
    public static IEnumerable<Command> All() =>
    [
        Verb("pause", "ID", "an experiment", "experiments/{0}/pause", """
            Has an experiment start no more trials; those that run go on to their end.

            Example:
              hud pause paper-tables-1f2e3d4c
            """),
        Verb("resume", "ID", "an experiment", "experiments/{0}/resume", """
            Has a paused experiment go on.

            Example:
              hud resume paper-tables-1f2e3d4c
            """),
        Verb("cancel", "ID", "an experiment", "experiments/{0}/cancel", """
            Stops what only this experiment wants.
            What is recorded stays; submitting it again continues it.

            Example:
              hud cancel paper-tables-1f2e3d4c
            """),
        Verb("retry", "TRIAL", "a trial, or enough of its first digits", "trials/{0}/retry", """
            Tries a failed or waiting trial again.
            At once, with a fresh retry budget, and also if it diverged.

            Example:
              hud retry 5c5bf7c209b8
            """),
        Verb("release", "NODE", "as 'hud nodes' names it", "nodes/{0}/release", """
            Ends a node's quarantine. 'hud nodes' says what it was for.

            Example:
              hud release lab-2
            """),
        Prioritise(),
        Why(),
    ];

    private static Command Verb(string name, string argument, string what, string path, string description)
    {
        var target = new Argument<string>(argument) { Description = char.ToUpperInvariant(what[0]) + what[1..] + "." };
        var server = new ServerOption();
        var command = new Command(name, description) { target };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            var message = cluster.Command(CommandId.New(), path, parsed.GetRequiredValue(target));
            parsed.InvocationConfiguration.Output.WriteLine($"hud: {message}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Prioritise()
    {
        var target = new Argument<string>("ID") { Description = "An experiment." };
        var priority = new Argument<int>("PRIORITY")
        {
            Description = string.Create(
                CultureInfo.InvariantCulture, $"{ExperimentTerms.LowestPriority} to {ExperimentTerms.HighestPriority}; higher goes first, 0 is usual."),
        };
        var server = new ServerOption();
        var command = new Command("prioritise", """
            Has a cluster prefer an experiment to others, or put it behind them.
            Trials that run go on to their end.

            Example:
              hud prioritise paper-tables-1f2e3d4c 10
            """)
        {
            target, priority,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            var path = string.Create(CultureInfo.InvariantCulture, $"experiments/{{0}}/priority/{parsed.GetRequiredValue(priority)}");
            parsed.InvocationConfiguration.Output.WriteLine($"hud: {cluster.Command(CommandId.New(), path, parsed.GetRequiredValue(target))}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Why()
    {
        var trial = new Argument<string>("TRIAL") { Description = "A trial, or enough of its first digits." };
        var server = new ServerOption();
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("why", """
            Says where a trial stands and what it waits for.

            Example:
              hud why 5c5bf7c209b8
            """)
        {
            trial, json,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            var answer = cluster.Why(parsed.GetRequiredValue(trial));
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            output.Say($"{answer.Trial.Short}: {answer.Sentence}");
            output.Document(new { Trial = answer.Trial.Value, Status = answer.Status.ToString().ToLowerInvariant(), answer.Sentence });
            return ExitCode.Done;
        });
        return command;
    }
}
