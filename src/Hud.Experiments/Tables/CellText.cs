using System.Globalization;

namespace Hud.Experiments.Tables;

/// <summary>Numbers as people read them.</summary>
internal static class CellText
{
    /// <summary>A place of the grid that the plan leaves out.</summary>
    public const string NotPlanned = "";

    /// <summary>"0.998 ± 0.001", "0.998 ± 0.001 (2/3)", "– (0/3)".</summary>
    /// <param name="plusMinus">How the format writes ±, with spaces around.</param>
    /// <param name="none">How the format writes "no value yet".</param>
    public static string Of(Cell? cell, int digits, string plusMinus, string none)
    {
        if (cell is null) return NotPlanned;
        var value = cell.Summary is { } s
            ? Number(s.Mean, digits) + (s.HalfWidth is { } half ? plusMinus + Number(half, digits) : "")
            : none;
        return cell.IsComplete
            ? value
            : string.Create(CultureInfo.InvariantCulture, $"{value} ({cell.Done}/{cell.Asked})");
    }

    /// <summary>One number, or a range where the row's floors differ in print.</summary>
    /// <param name="to">How the format writes the dash of a range.</param>
    public static string Floor((double Low, double High)? floors, int digits, string to, string none)
    {
        if (floors is not { } f) return none;
        var (low, high) = (Number(f.Low, digits), Number(f.High, digits));
        return low == high ? low : low + to + high;
    }

    /// <summary>Mean of a column's cells, once all of them are complete: an average over fewer scenes misleads.</summary>
    public static string Average(IEnumerable<Cell?> column, int digits, string none)
    {
        var cells = column.ToList();
        return cells.All(c => c is { IsComplete: true })
            ? Number(cells.Average(c => c!.Summary!.Mean), digits)
            : none;
    }

    public static string Number(double value, int digits) =>
        value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
