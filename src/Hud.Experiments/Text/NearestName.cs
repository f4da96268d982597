namespace Hud.Experiments.Text;

/// <summary>Suggests the name a person probably meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the fewest slips (a letter more, less, wrong, or two swapped) to <paramref name="given"/>, case ignored,
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
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(change, 1 + Math.Min(d[i, j - 1], d[i - 1, j]));
                // Two letters in the wrong order are one slip of the fingers.
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
