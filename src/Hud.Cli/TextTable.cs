namespace Hud.Cli;

/// <summary>Columns of plain text in at most 80 columns.</summary>
internal static class TextTable
{
    public const int Width = 80;

    /// <summary>Columns as wide as they need; the widest gives way where the line would be too long.</summary>
    public static IEnumerable<string> Of(string[] head, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(head).ToList();
        var widths = head.Select((_, i) => all.Max(r => r[i].Length)).ToArray();
        while (widths.Sum() + (2 * (widths.Length - 1)) > Width)
        {
            var widest = Array.IndexOf(widths, widths.Max());
            widths[widest]--;
        }

        return all.Select(row => string.Join("  ", row.Select((cell, i) => Cut(cell, widths[i]).PadRight(widths[i]))).TrimEnd());
    }

    public static string Cut(string text, int width) => text.Length <= width ? text : text[..Math.Max(0, width - 1)] + "…";
}
