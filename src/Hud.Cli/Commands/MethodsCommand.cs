using System.CommandLine;
using Hud.Engine.Methods;
using Hud.Experiments.Plans;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary><c>hud methods</c>: which methods there are, and what each one's options mean.</summary>
internal static class MethodsCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("METHOD") { Description = "List this method's options.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output." };
        var command = new Command("methods", """
            Lists the methods, or the options of one with range, default and meaning: what 'options:' of an experiment
            file and 'hud train --set' take.

            Examples:
              hud methods
              hud methods hud
            """)
        {
            name, json,
        };
        command.SetAction(parsed =>
        {
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            var known = MethodRegistry.Describe();
            if (parsed.GetValue(name) is { } wanted)
                WriteOptions(output, known.Single(m => m.Name == MethodRegistry.Get(wanted).Name));
            else
                WriteMethods(output, known);
            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteMethods(CommandOutput output, IReadOnlyList<MethodDescription> known)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("method", "in tables", "options", "note");
        foreach (var m in known)
            table.AddRow(m.Name, m.Title, $"{m.Options.Length}", Markup.Escape(m.Note));
        output.People.Write(table);
        output.People.WriteLine("'hud methods METHOD' lists a method's options");
        output.Document(known.Select(m => new { m.Name, m.Title, m.Note }));
    }

    private static void WriteOptions(CommandOutput output, MethodDescription method)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("option", "default", "allowed", "meaning");
        foreach (var o in method.Options)
            table.AddRow(o.Name, o.Default, Markup.Escape(OptionText.Wanted(o)), Markup.Escape(o.Help));
        output.People.Write(table);
        output.Document(method.Options.Select(o => new
        {
            o.Name,
            Kind = o.Kind.ToString().ToLowerInvariant(),
            o.Default,
            o.Minimum,
            o.Maximum,
            o.Choices,
            o.Help,
        }));
    }
}
