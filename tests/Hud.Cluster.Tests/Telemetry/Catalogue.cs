using System.Text.RegularExpressions;

namespace Hud.Cluster.Tests.Telemetry;

/// <summary>The metrics that docs/metrics.md promises.</summary>
internal static partial class Catalogue
{
    /// <summary>Kind by name.</summary>
    public static IReadOnlyDictionary<string, string> Metrics { get; } = Row()
        .Matches(File.ReadAllText(Repository.File("docs/metrics.md")))
        .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["kind"].Value);

    /// <summary>Names in a query, a rule or a dashboard that look like metrics.</summary>
    public static IEnumerable<string> NamedIn(string text) =>
        Name().Matches(Labels().Replace(text, "")).Select(m => Part().Replace(m.Value, "")).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<kind>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(hud|http|target|process|dotnet|otel)_[a-z_]+\b")]
    private static partial Regex Name();

    /// <summary>Selectors, and what is kept or ignored.</summary>
    [GeneratedRegex(@"\{[^}]*\}|\b(by|ignoring|on|without) *\([^)]*\)")]
    private static partial Regex Labels();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Part();
}
