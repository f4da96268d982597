using System.Text.Json;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

public sealed class RootHelpTests
{
    [Theory]
    [InlineData("Shows it. And more.\n\nExamples:", "Shows it.")]
    [InlineData("Shows what would\nhappen. Nothing does.", "Shows what would happen.")]
    [InlineData("No full stop", "No full stop")]
    [InlineData("", "")]
    public void Verb_is_listed_by_its_first_sentence(string description, string sentence) =>
        Assert.Equal(sentence, BriefHelp.FirstSentence(description));

    [Fact]
    public void Help_names_every_verb_and_teaches_by_example_on_one_page()
    {
        using var folder = new TemporaryFolder();
        var run = HudProcess.RunIn(folder.Path, "--help");
        Assert.Equal(0, run.ExitCode);
        foreach (var verb in (string[])["run", "plan", "tables", "figures", "scenes", "methods", "unmix", "train", "generate", "evaluate", "augment", "doctor", "certs", "seed", "node", "submit", "status", "nodes", "drain", "pause", "resume", "cancel", "retry", "release", "why", "watch", "logs", "prioritise", "diff", "provenance", "replay", "completion", "export", "quarantine"])
            Assert.Contains($"\n  {verb}", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("trial-child", run.Output, StringComparison.Ordinal);
        Assert.InRange(run.Output.Split('\n').Length, 20, 90);
    }

    [Fact]
    public void Doctor_finds_that_this_machine_can_do_the_main_job()
    {
        using var folder = new TemporaryFolder();
        var run = HudProcess.RunIn(folder.Path, "doctor", "--out", folder["runs"], "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var findings = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().ToList();
        Assert.All(findings, f => Assert.True(f.GetProperty("ok").GetBoolean()));
        Assert.Contains(findings, f => f.GetProperty("name").GetString() == "libtorch");
    }

    [Fact]
    public void Doctor_says_that_an_out_folder_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "in the way");
        var run = HudProcess.RunIn(folder.Path, "doctor", "--out", folder["file"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("BAD  out folder", run.Output, StringComparison.Ordinal);
    }
}
