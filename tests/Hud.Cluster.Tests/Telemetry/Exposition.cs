using System.Text.RegularExpressions;

namespace Hud.Cluster.Tests.Telemetry;

/// <summary>What a scrape says: metrics with their kind, and series.</summary>
internal sealed partial class Exposition(string text)
{
    /// <summary>Kind by name.</summary>
    public IReadOnlyDictionary<string, string> Metrics { get; } = text.Split('\n')
        .Select(line => Kind().Match(line)).Where(m => m.Success).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    /// <summary>Names with labels, without values.</summary>
    public IReadOnlyList<string> Series { get; } =
        [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line[..line.LastIndexOf(' ')])];

    [GeneratedRegex("^# TYPE ([a-zA-Z0-9_:]+) ([a-z]+)\r?$")]
    private static partial Regex Kind();
}
