using System.Text.Json;
using Hud.Cli.Commands;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

public sealed class ProvenanceCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrialKey[] _keys;

    public ProvenanceCommandTests()
    {
        GivenRun.Write(_folder, done: 3);
        _keys = [.. GivenRun.Reader.Read(_folder["given.yaml"], null).Trials.Select(TrialKey.Of)];
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(string trial, params string[] args) => CommandRun.Of(ProvenanceCommand.Create(), [trial, _folder.Path, .. args]);

    [Fact]
    public void Trial_is_told_with_its_scene_and_every_option_in_80_columns()
    {
        var run = Run(_keys[0].Short);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("scene: field (derived), 64 x 48 x 20", run.Output, StringComparison.Ordinal);
        Assert.Contains("option endmembers: 4", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(_keys[0].Value, JsonDocument.Parse(Run(_keys[0].Short, "--json").Output).RootElement.GetProperty("key").GetString());
    }

    [Fact]
    public void Trial_without_result_is_incomplete() => Assert.Equal(ExitCode.Incomplete, Run(_keys[3].Short).ExitCode);

    [Theory]
    [InlineData("", "several keys begin so")]
    [InlineData("xyz", "no trial of this run")]
    public void Digits_that_name_no_one_trial_are_refused(string digits, string rule) =>
        Assert.Contains(rule, Assert.Throws<InputException>(() => Run(digits)).Message, StringComparison.Ordinal);
}
