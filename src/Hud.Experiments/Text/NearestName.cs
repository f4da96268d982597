namespace Hud.Experiments.Text;

/// <summary>Suggests the name a person probably meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the smallest Levenshtein distance to <paramref name="given"/> (case ignored),
    /// or null when nothing is closer than half the length of the longer word.</summary>
    public static string? Of(string given, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(candidates);
        var best = candidates
            .Select(c => (Name: c, Distance: Distance(given.ToUpperInvariant(), c.ToUpperInvariant())))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is { } name && best.Distance * 2 <= Math.Max(given.Length, name.Length) ? name : null;
    }

    /// <summary>A ready "; did you mean 'x'?" or the empty string.</summary>
    public static string Hint(string given, IEnumerable<string> candidates) =>
        Of(given, candidates) is { } name ? $"; did you mean '{name}'?" : "";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
