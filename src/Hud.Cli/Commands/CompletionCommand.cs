using System.CommandLine;

namespace Hud.Cli.Commands;

/// <summary><c>hud completion</c>: has a shell complete verbs and options; the program itself is asked what fits.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _hud() {
          local line=${COMP_LINE:0:COMP_POINT} word=${COMP_WORDS[COMP_CWORD]}
          mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word")
          [ "${#COMPREPLY[@]}" -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
        }
        complete -F _hud hud ./hud
        """;

    private const string Zsh = """
        _hud() {
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          [ -n "$found" ] && compadd -a found || _files
        }
        compdef _hud hud ./hud
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh");
        var command = new Command("completion", """
            Prints what a shell needs to complete verbs, options and their values.

            Examples:
              source <(hud completion bash)
              hud completion zsh > ~/.zfunc/_hud
            """)
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetRequiredValue(shell) == "bash" ? Bash : Zsh);
            return ExitCode.Done;
        });
        return command;
    }
}
