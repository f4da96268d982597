using System.CommandLine;
using Hud.Experiments.Reports;

namespace Hud.Cli.Commands;

/// <summary><c>hud plan</c>: what a run would compute, without computing it.</summary>
internal static class PlanCommand
{
    public static Command Create(PlanReader reader)
    {
        var file = new Argument<string>("FILE") { Description = "Experiment file (YAML)." };
        var data = new Option<string?>("--data") { Description = "Folder with the scenes. Default: $HUD_DATA, then ./data.", HelpName = "DIR" };
        var output = new Option<string?>("--out")
        {
            Description = "Folder of the run, to see what is done. Default: runs/NAME.",
            HelpName = "DIR",
        };
        var threads = new Option<int?>("--threads")
        {
            Description = "As for 'hud run': it is part of every trial.",
            HelpName = "N",
        };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("plan", """
            Shows what an experiment would compute: trials, cells, time, and what is
            done already. Nothing is computed and nothing is written.

            Examples:
              hud plan experiments/quickstart.yaml
              hud plan experiments/paper-tables.yaml --data /scenes --json
            """)
        {
            file, data, output, threads, json,
        };
        command.SetAction(parsed =>
        {
            var plan = reader.Read(parsed.GetRequiredValue(file), parsed.GetValue(data), parsed.GetValue(threads));
            var ledger = RunFolder.Results(parsed.GetValue(output) ?? RunFolder.Default(plan.Name));
            var report = PlanReport.Of(plan, ledger, MeasuredTimes.Of(plan, ledger));
            parsed.InvocationConfiguration.Output.Write(parsed.GetValue(json) ? report.Json() : report.Text());
            return ExitCode.Done;
        });
        return command;
    }
}
