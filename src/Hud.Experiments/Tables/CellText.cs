using System.Globalization;

namespace Hud.Experiments.Tables;

/// <summary>Numbers as people read them.</summary>
internal static class CellText
{
    /// <summary>A place of the grid that the plan leaves out.</summary>
    public const string NotPlanned = "";

    /// <summary>"0.998 ± 0.001", "0.998 ± 0.001 (2/3)", "– (0/3)".</summary>
    public static string Of(Cell? cell, int digits, CellSigns signs)
    {
        if (cell is null) return NotPlanned;
        var value = cell.Summary is { } s
            ? Number(s.Mean, digits) + (s.HalfWidth is { } half ? $" {signs.PlusMinus} {Width(half, digits, signs)}" : "")
            : signs.None;
        return cell.IsComplete
            ? value
            : string.Create(CultureInfo.InvariantCulture, $"{value} ({cell.Done}/{cell.Asked})");
    }

    /// <summary>One number, or a range where the row's floors differ in print.</summary>
    public static string Floor((double Low, double High)? floors, int digits, CellSigns signs)
    {
        if (floors is not { } f) return signs.None;
        var (low, high) = (Number(f.Low, digits), Number(f.High, digits));
        return low == high ? low : low + signs.To + high;
    }

    /// <summary>Mean of a column's cells, once all of them are complete: an average over fewer scenes misleads.</summary>
    public static string Average(IEnumerable<Cell?> column, int digits, CellSigns signs)
    {
        var cells = column.ToList();
        return cells.All(c => c is { IsComplete: true })
            ? Number(cells.Average(c => c!.Summary!.Mean), digits)
            : signs.None;
    }

    /// <summary>A width that rounds to zero is small, not zero.</summary>
    private static string Width(double half, int digits, CellSigns signs)
    {
        var unit = Math.Pow(10, -digits);
        return half > 0 && half < unit / 2 ? signs.Less + Number(unit, digits) : Number(half, digits);
    }

    private static string Number(double value, int digits) =>
        value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>How a format writes ±, "less than", "no value yet" and the dash of a range.</summary>
internal sealed record CellSigns(string PlusMinus, string Less, string None, string To);
