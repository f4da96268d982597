using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Tables;

/// <summary>How a printed average agrees with the rows above it.</summary>
internal enum AverageFault
{
    None,

    /// <summary>The mean of the printed rows rounds to another number, but the rows' own rounding may explain it.</summary>
    Rounding,

    /// <summary>No rounding explains it.</summary>
    Contradiction,
}

/// <summary>Averages of published rows, computed again.</summary>
internal static class PublishedAverages
{
    /// <summary>Mean of a column over the given scenes; null where one of them has no number.</summary>
    public static decimal? Recomputed(PublishedMetric metric, int column, IEnumerable<string> scenes)
    {
        var values = scenes.Select(s => metric.Value(s, column)).ToImmutableArray();
        return values.Length > 0 && values.All(v => v is not null) ? values.Average() : null;
    }

    /// <summary>Mean of a column over all published scenes.</summary>
    public static decimal? Recomputed(PublishedMetric metric, int column) =>
        Recomputed(metric, column, metric.Rows.Select(r => r.Scene));

    /// <summary>Each row may be off by half a unit of its last digit, and so may the average.</summary>
    public static AverageFault Check(PublishedMetric metric, int column)
    {
        if (metric.Averages[column] is not { } printed || Recomputed(metric, column) is not { } mean) return AverageFault.None;
        var rows = metric.Rows.Average(r => HalfUnit(r.Values[column]!.Value));
        return Math.Abs(printed - mean) switch
        {
            var distance when distance > rows + HalfUnit(printed) => AverageFault.Contradiction,
            var distance when distance > HalfUnit(printed) => AverageFault.Rounding,
            _ => AverageFault.None,
        };
    }

    /// <summary>A recomputed average as text, with one digit more than its rows.</summary>
    public static string Text(PublishedMetric metric, decimal? average)
    {
        var digits = metric.Rows.SelectMany(r => r.Values).OfType<decimal>().Select(v => (int)v.Scale).DefaultIfEmpty().Max() + 1;
        return average is { } mean
            ? mean.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : CellText.None;
    }

    private static decimal HalfUnit(decimal printed) => new(5, 0, 0, false, (byte)(printed.Scale + 1));
}
