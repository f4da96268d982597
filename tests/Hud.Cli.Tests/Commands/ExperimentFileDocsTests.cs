using System.Globalization;
using System.Text.RegularExpressions;
using Hud.Engine.Methods;
using Hud.Engine.Metrics;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Specs;

namespace Hud.Cli.Tests.Commands;

/// <summary>docs/experiment-files.md says what the code does.</summary>
public sealed partial class ExperimentFileDocsTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "experiment-files.md"));

    [Fact]
    public void Every_setting_is_listed_with_its_default_range_and_meaning()
    {
        var rows = CommonSettings.All.Select(s => string.Create(CultureInfo.InvariantCulture,
            $"| `{s.Name}` | {s.Default} | {(s.Choices.IsEmpty ? $"{s.Minimum} to {s.Maximum}" : string.Join(", ", s.Choices))} | {s.Help} |"));
        Assert.Equal(rows, Docs.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)));
    }

    [Fact]
    public void Example_plans()
    {
        var plan = Planner.Plan(
            ExperimentFile.Parse(Example().Match(Docs).Groups[1].Value, "docs"),
            name => new ScenePin(name, new string('0', 64), Provenance.Own, 100, 100, 50, 6),
            MethodRegistry.Describe(), MetricRegistry.Describe(), defaultThreads: 2);
        Assert.Equal(2 * 3 * 3, plan.Trials.Length);
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
