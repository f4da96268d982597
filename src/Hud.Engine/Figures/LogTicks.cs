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
        int[] digits = high - low > 2.5 ? [1] : [1, 2, 5];
        var ticks = new NumericManual();
        for (var e = (int)Math.Floor(low); e <= high; e++)
            foreach (var digit in digits)
                if (e + Math.Log10(digit) is var at && at >= low && at <= high)
                    ticks.AddMajor(at, (digit * Math.Pow(10, e)).ToString("G6", CultureInfo.InvariantCulture));
        return ticks;
    }
}
