using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Hud.Engine.Figures;

/// <summary>Ticks for an axis of log10 values, labelled with the values: powers of ten, and 2 and 5 of each where the
/// axis is short.</summary>
internal static class LogTicks
{
    public static ITickGenerator Between(double low, double high)
    {
        var ticks = new NumericManual();
        foreach (var (at, label) in List(low, high)) ticks.AddMajor(at, label);
        return ticks;
    }

    internal static IEnumerable<(double At, string Label)> List(double low, double high)
    {
        int[] digits = high - low > 2.5 ? [1] : [1, 2, 5];
        return from e in Enumerable.Range((int)Math.Floor(low), (int)(high - Math.Floor(low)) + 1)
               from digit in digits
               let at = e + Math.Log10(digit)
               where at >= low && at <= high
               select (at, (digit * Math.Pow(10, e)).ToString("G6", CultureInfo.InvariantCulture));
    }
}
