using System.Diagnostics;
using System.Text.RegularExpressions;
using Hud.Cli.Hosting;
using Hud.Cli.Tests.Commands;
using Hud.Experiments.Configuration;

namespace Hud.Cli.Tests.Deployment;

public sealed partial class DeploymentFileTests
{
    public static TheoryData<string> Scripts =>
        [.. Under("deploy").Where(f => f.EndsWith(".sh", StringComparison.Ordinal) || f.EndsWith(".sbatch", StringComparison.Ordinal))];

    public static TheoryData<string> Units => [.. Under("deploy").Where(f => f.EndsWith(".service", StringComparison.Ordinal))];

    public static TheoryData<string> Texts => [.. Under("docs"), .. Under("deploy"), "docker-compose.yml"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_is_one_that_the_shell_can_read(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-n", Full(script)]) { RedirectStandardError = true })!;
        Assert.Equal("", shell.StandardError.ReadToEnd());
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void Unit_starts_a_verb_of_the_program_with_options_that_it_has(string unit)
    {
        var start = File.ReadLines(Full(unit)).Single(l => l.StartsWith("ExecStart=", StringComparison.Ordinal));
        var words = start["ExecStart=".Length..].Split(' ');
        Assert.Equal("/opt/hud/hud", words[0]);
        Assert.Empty(Processes.Parse(words[1..]).Errors);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Variables_that_are_named_are_settings(string text)
    {
        var named = Variable().Matches(File.ReadAllText(Full(text))).Select(m => m.Value).Where(v => v != "HUD__SECTION__KEY").Distinct();
        Assert.All(named, v => Assert.Single(HudConfiguration.Schema.FromEnvironment([KeyValuePair.Create(v, "x")])));
    }

    [Fact]
    public void Settings_for_three_machines_in_the_documentation_are_read()
    {
        var page = File.ReadAllText(Full("docs/cluster.md"));
        var start = page.IndexOf("cluster: { seeds: [10.0.0.1:4700] }", StringComparison.Ordinal);
        var text = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        var settings = ConfigurationFile.Parse(text, "docs/cluster.md", HudConfiguration.Schema);
        Assert.Contains(settings, s => s.Name == "tls.authority");
    }

    private static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(Full(folder), "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".png", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Repository.Root, f)).Order();

    private static string Full(string path) => Path.Combine(Repository.Root, path);

    [GeneratedRegex("HUD__[A-Z]+__[A-Z_]*[A-Z]")]
    private static partial Regex Variable();
}
