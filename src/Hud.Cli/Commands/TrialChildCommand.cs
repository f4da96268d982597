using System.CommandLine;
using Hud.Node.Child;
using Hud.Node.Processes;

namespace Hud.Cli.Commands;

/// <summary>Hidden verb: one attempt, started by a node and never by a person.</summary>
internal static class TrialChildCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("FOLDER") { Arity = ArgumentArity.ZeroOrOne };
        var shared = new Option<string>("--shared") { Required = true };
        var data = new Option<string?>("--data");
        var canary = new Option<bool>(ChildCommand.Canary);
        var gpu = new Option<bool>(ChildCommand.Gpu);
        var command = new Command(ChildCommand.Verb, "One attempt of a trial, or without FOLDER one that waits for its trial; started by a node.")
        {
            folder, shared, data, canary, gpu,
        };
        command.Hidden = true;
        command.SetAction(parsed => (parsed.GetValue(folder), parsed.GetValue(canary)) switch
        {
            (null, _) => StandbyChild.Run(parsed.GetRequiredValue(shared), parsed.GetValue(data), parsed.GetValue(gpu)),
            ({ } scratch, true) => CanaryChild.Run(scratch),
            ({ } trial, _) => TrialChild.Run(trial, parsed.GetRequiredValue(shared), parsed.GetValue(data), parsed.GetValue(gpu)),
        });
        return command;
    }
}
