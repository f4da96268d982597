using System.Collections.Immutable;
using System.Globalization;

namespace Hud.Engine.Scenes.Catalog;

/// <summary>Band numbers written as people write them: <c>104-108,150-163,220</c>, counted from 1.</summary>
public static class BandList
{
    /// <exception cref="FormatException">A part is neither a number nor a rising range of numbers from 1.</exception>
    public static ImmutableArray<int> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bands = ImmutableArray.CreateBuilder<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            var first = int.Parse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture);
            var last = int.Parse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture);
            if (ends.Length > 2 || first < 1 || last < first) throw new FormatException($"'{part}' is not a band range");
            bands.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return bands.ToImmutable();
    }

    /// <summary>The shortest text that <see cref="Parse"/> reads back; <paramref name="bands"/> in rising order.</summary>
    public static string Format(IReadOnlyList<int> bands)
    {
        ArgumentNullException.ThrowIfNull(bands);
        var parts = new List<string>();
        for (var i = 0; i < bands.Count;)
        {
            var end = i;
            while (end + 1 < bands.Count && bands[end + 1] == bands[end] + 1) end++;
            parts.Add(end == i ? $"{bands[i]}" : $"{bands[i]}-{bands[end]}");
            i = end + 1;
        }

        return string.Join(',', parts);
    }
}
