using System.Globalization;
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
        [.. Samples(text).Select(line => line[..line.LastIndexOf(' ')])];

    /// <summary>Of all series of that name with that text among their labels.</summary>
    public double Sum(string name, string label) => Samples(text)
        .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[line.LastIndexOf(' ')..], CultureInfo.InvariantCulture));

    private static IEnumerable<string> Samples(string text) => text.Split('\n').Where(line => line.Length > 0 && line[0] != '#');

    [GeneratedRegex("^# TYPE ([a-zA-Z0-9_:]+) ([a-z]+)\r?$")]
    private static partial Regex Kind();
}
