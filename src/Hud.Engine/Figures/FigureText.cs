using Hud.Experiments.Plans;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>Text outside of plots, and what all titles share. Sizes and places in dots.</summary>
internal static class FigureText
{
    /// <summary>8 points, the smallest size in any figure.</summary>
    public const float Label = 8 * FigureFile.Point;

    /// <summary>9 points.</summary>
    public const float Title = 9 * FigureFile.Point;

    /// <summary>Where a figure's title stands.</summary>
    public const float TitleBaseline = 11 * FigureFile.Point;

    /// <summary>A figure of a derived scene says so.</summary>
    public static string Scene(string scene, Provenance provenance) =>
        provenance == Provenance.Derived ? $"{scene} (derived data)" : scene;

    /// <summary>The heading of a whole figure, shortened until it fits.</summary>
    public static void Heading(SKCanvas canvas, string scene, Provenance provenance, string rest)
    {
        using var font = Font(Title, bold: true);
        var name = Shortened(scene, n => font.MeasureText(Scene(n, provenance) + rest) <= FigureFile.Width - 8);
        Write(canvas, Scene(name, provenance) + rest, FigureFile.Width / 2f, TitleBaseline, SKTextAlign.Center, font);
    }

    public static void Centred(SKCanvas canvas, string text, float x, float baseline)
    {
        using var font = Font(Label, bold: false);
        Write(canvas, text, x, baseline, SKTextAlign.Center, font);
    }

    /// <summary>Begins at <paramref name="x"/>.</summary>
    public static void At(SKCanvas canvas, string text, float x, float baseline)
    {
        using var font = Font(Label, bold: false);
        Write(canvas, text, x, baseline, SKTextAlign.Left, font);
    }

    /// <summary>Turned to run upwards, centred at <paramref name="y"/>.</summary>
    public static void Upwards(SKCanvas canvas, string text, float baseline, float y)
    {
        canvas.Save();
        canvas.Translate(baseline, y);
        canvas.RotateDegrees(-90);
        Centred(canvas, text, 0, 0);
        canvas.Restore();
    }

    /// <summary>Breaks at spaces so that no line is wider than <paramref name="width"/>; a longer word stands alone, shortened.</summary>
    public static IReadOnlyList<string> Lines(string text, float width)
    {
        using var font = Font(Label, bold: false);
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && font.MeasureText($"{lines[^1]} {word}") <= width) lines[^1] += " " + word;
            else lines.Add(Fitting(word, width));
        }

        return lines;
    }

    /// <summary>The text, its beginning left out where it is wider than <paramref name="width"/>: names end in what tells them apart.</summary>
    public static string Fitting(string text, float width)
    {
        using var font = Font(Label, bold: false);
        return Shortened(text, t => font.MeasureText(t) <= width);
    }

    private static string Shortened(string text, Func<string, bool> fits)
    {
        while (!fits(text) && text.Length > 2) text = "…" + text[2..];
        return text;
    }

    private static SKFont Font(float size, bool bold) => new(bold ? FigureTypeface.Bold : FigureTypeface.Regular, size);

    private static void Write(SKCanvas canvas, string text, float x, float baseline, SKTextAlign align, SKFont font)
    {
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawText(text, x, baseline, align, font, paint);
    }
}
