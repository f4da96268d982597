using System.Globalization;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Tables;

/// <summary>Numbers as people read them.</summary>
internal static class CellText
{
    /// <summary>A place that has, or will have, no number.</summary>
    public const string None = "–";

    public const string BeyondFloor = "‡";

    public const string Contradiction = "†";

    /// <summary>After the heading of a method of which every table must say something.</summary>
    public const string Noted = "§";

    private const double BlownUp = 1e6;

    public static string Heading(TableColumn column, ExperimentPlan plan) =>
        column.Heading(plan) + (plan.Methods.Any(m => m.Name == column.Method && m.Note.Length > 0) ? Noted : "");

    /// <summary>"0.998"; "" for a place of the grid that the plan leaves out.</summary>
    public static GridCell Mean(Cell? cell, int digits) => cell is null
        ? ""
        : new GridCell((cell.Summary is { } s ? Number(s.Mean, digits) : None) + Count(cell), cell.IsBest, Mark(cell));

    /// <summary>"0.998 ± 0.001", "0.998 ± 0.001 (2/3)", "0.998 (s.e. 0.002)", "– (0/3)".</summary>
    public static GridCell Interval(Cell? cell, int digits) => cell is null
        ? ""
        : Bare(cell, digits) is var bare ? bare with { Text = bare.Text + Count(cell) } : bare;

    /// <summary>As <see cref="Interval"/>, without the count.</summary>
    public static GridCell Bare(Cell cell, int digits)
    {
        var text = cell.Summary is { } s
            ? Number(s.Mean, digits)
                + (s.HalfWidth is { } half && !double.IsNaN(half) ? $" ± {Number(half, digits)}" : "")
                + (cell.Error is { } error ? $" (s.e. {Number(error, digits)})" : "")
            : None;
        return new(text, cell.IsBest, Mark(cell));
    }

    /// <summary>One number, or a range where the row's floors differ in print.</summary>
    public static string Floor((double Low, double High)? floors, int digits)
    {
        if (floors is not { } f) return None;
        var (low, high) = (Number(f.Low, digits), Number(f.High, digits));
        return low == high ? low : $"{low}–{high}";
    }

    public static string Difference(double? value, int digits) => value is { } d
        ? (d >= 0 ? "+" : "") + Fixed(d, digits)
        : None;

    /// <summary>Mean of cells over scenes, once all of them are complete: an average over fewer scenes misleads.</summary>
    public static double? Average(IEnumerable<Cell?> cells)
    {
        var all = cells.ToList();
        return all.All(c => c is { IsComplete: true }) ? all.Average(c => c!.Summary!.Mean) : null;
    }

    public static string OrNone(double? value, int digits) => value is { } v ? Number(v, digits) : None;

    public static string Published(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? None;

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.NotComparable => "not comparable",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    private static string Count(Cell cell) => cell.IsComplete ? "" : Text($" ({cell.Done}/{cell.Asked})");

    private static string Mark(Cell cell) => cell.IsBeyondFloor ? BeyondFloor : "";

    /// <summary>What rounds to zero is small, not zero.</summary>
    private static string Number(double value, int digits)
    {
        var unit = Math.Pow(10, -digits);
        return value != 0 && Math.Abs(value) < unit / 2
            ? value > 0 ? "<" + Fixed(unit, digits) : ">" + Fixed(-unit, digits)
            : Fixed(value, digits);
    }

    /// <summary>"2.8e14" for what has blown up: its digits are noise, and would widen the whole table.</summary>
    private static string Fixed(double value, int digits) =>
        value.ToString(Math.Abs(value) < BlownUp ? "F" + Text($"{digits}") : "0.0e0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
