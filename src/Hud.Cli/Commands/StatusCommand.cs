using System.CommandLine;
using Hud.Actors.Coordinator;
using Hud.Cli.Remote;
using Hud.Seed.Http;

namespace Hud.Cli.Commands;

/// <summary>`hud status`: how the experiments of a cluster stand.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID")
        {
            Description = "An experiment, for its trials. Default: all experiments.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var server = new ServerOption();
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("status", """
            Shows the experiments of a cluster, or the trials of one.
            Exit code 0 when everything shown is recorded, 3 while trials are missing,
            1 when one has failed.

            Examples:
              hud status
              hud status paper-tables-1f2e3d4c5b6a --json
            """)
        {
            id, json,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            var whole = parsed.GetValue(json);
            var output = new CommandOutput(parsed, whole);
            return parsed.GetValue(id) is { } one
                ? One(cluster.Experiment(one, whole ? null : StatusText.MaximumTrials), output)
                : All(cluster.Experiments(), output);
        });
        return command;
    }

    private static int All(CoordinatorProtocol.ExperimentList list, CommandOutput output)
    {
        foreach (var line in StatusText.Experiments(list.Experiments)) output.Say(line);
        output.Document(new { list.Experiments });
        return list.Experiments.Select(CodeOf).DefaultIfEmpty(ExitCode.Done).MaxBy(c => c is ExitCode.Failed ? int.MaxValue : c);
    }

    private static int One(ExperimentDocument experiment, CommandOutput output)
    {
        foreach (var line in StatusText.Trials(experiment)) output.Say(line);
        output.Document(experiment);
        return CodeOf(experiment.Summary);
    }

    private static int CodeOf(ExperimentSummary summary) =>
        summary.Failed > 0 ? ExitCode.Failed
        : summary.Recorded + summary.Cancelled < summary.Trials ? ExitCode.Incomplete
        : ExitCode.Done;
}
