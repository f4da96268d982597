using System.CommandLine;
using System.Text;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

/// <summary>What every verb says of itself.</summary>
public sealed class VerbHelpTests
{
    [Fact]
    public void Help_of_every_verb_is_the_one_that_was_reviewed()
    {
        var all = new StringBuilder();
        foreach (var path in Paths(Verbs.Root(), [])) all.Append($"$ hud {string.Join(' ', path)} --help\n").Append(Help(path)).Append('\n');
        Golden.Matches("help.txt", all.ToString());
    }

    [Fact]
    public void Help_fits_80_columns_and_teaches_by_example()
    {
        foreach (var path in Paths(Verbs.Root(), []))
        {
            var help = Help(path);
            Assert.All(help.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, $"{string.Join(' ', path)}: {line}"));
            Assert.Matches("Examples?:", help);
        }
    }

    private static IEnumerable<string[]> Paths(Command command, string[] path) =>
        command.Subcommands.Where(c => !c.Hidden).SelectMany(c => (IEnumerable<string[]>)[[.. path, c.Name], .. Paths(c, [.. path, c.Name])]);

    private static string Help(string[] path)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, Verbs.Root().Parse([.. path, "--help"]).Invoke(new InvocationConfiguration { Output = output }));
        return string.Join('\n', output.ToString().Split('\n').Select(l => l.TrimEnd())).TrimEnd() + "\n";
    }
}
