using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Hud.Cli;

/// <summary>Help within 80 columns that lists a command's verbs by one sentence each; a verb's own help teaches by example.</summary>
internal sealed class BriefHelp(HelpAction full) : SynchronousCommandLineAction
{
    /// <summary>Puts it in the place of the usual help, for every command.</summary>
    public static void Use(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new BriefHelp(new HelpAction { MaxWidth = TextTable.Width });
    }

    /// <summary>Help is asked for because something is missing.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        foreach (var verb in parseResult.CommandResult.Command.Subcommands)
            verb.Description = FirstSentence(verb.Description ?? "");
        return full.Invoke(parseResult);
    }

    internal static string FirstSentence(string text)
    {
        var paragraph = text.ReplaceLineEndings("\n").Split("\n\n")[0].Replace('\n', ' ');
        var end = paragraph.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? paragraph : paragraph[..(end + 1)];
    }
}
