using System.CommandLine;
using Hud.Actors.Protocol;
using Hud.Cli.Remote;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Cli.Commands;

/// <summary>`hud submit`: hands an experiment to a cluster.</summary>
internal static class SubmitCommand
{
    public static Command Create(PlanReader reader)
    {
        var file = new Argument<string>("FILE") { Description = "Experiment file (YAML)." };
        var data = new Option<string?>("--data") { Description = "Folder with the scenes' files.", HelpName = "DIR" };
        var threads = new Option<int?>("--threads")
        {
            Description = "As for 'hud run'. Default: one a core of this machine.",
            HelpName = "N",
        };
        var priority = new Option<int?>("--priority")
        {
            Description = $"Higher goes first, {ExperimentTerms.LowestPriority} to {ExperimentTerms.HighestPriority}. Default: 0.",
            HelpName = "N",
        };
        var server = new ServerOption();
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("submit", """
            Hands an experiment to a cluster and returns at once.
            The plan is frozen here; what the cluster has computed already is not
            computed again. Submitting the same file once more continues it: failed
            trials, except the diverged, are tried again.

            Examples:
              hud submit experiments/paper-tables.yaml --server http://10.0.0.1:4780
              hud status
            """)
        {
            file, data, threads, priority, json,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            var plan = reader.Read(parsed.GetRequiredValue(file), parsed.GetValue(data), parsed.GetValue(threads));
            if (parsed.GetValue(priority) is { } wanted) plan = Prioritised(plan, wanted);
            using var cluster = server.Connect(parsed, TimeProvider.System);
            var accepted = cluster.Submit(CommandId.New(), plan);
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            output.Say($"hud: {accepted.Experiment}: {accepted.Trials} trials, {accepted.Recorded} recorded, {accepted.Failed} failed");
            output.Say($"hud: 'hud status {accepted.Experiment}' shows how it goes, 'hud tables {accepted.Experiment}' its tables");
            output.Document(new { accepted.Experiment, accepted.Trials, accepted.Recorded, accepted.Failed });
            return ExitCode.Done;
        });
        return command;
    }

    private static ExperimentPlan Prioritised(ExperimentPlan plan, int priority) =>
        priority is >= ExperimentTerms.LowestPriority and <= ExperimentTerms.HighestPriority
            ? plan with { Terms = (plan.Terms ?? ExperimentTerms.Default) with { Priority = priority } }
            : throw new InputException(
                "--priority", null, $"{priority}", $"{ExperimentTerms.LowestPriority} to {ExperimentTerms.HighestPriority} are possible");
}
