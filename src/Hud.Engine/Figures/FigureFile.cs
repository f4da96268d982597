using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Hud.Experiments.Files;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>One drawing as PNG and as SVG, a journal's column or page wide. Drawings are made in dots of 300 dpi: text laid out
/// in points would have its letters moved to whole points.</summary>
internal static partial class FigureFile
{
    /// <summary>Dots of one typographic point.</summary>
    public const float Point = 300f / 72;

    /// <summary>One column, 8.5 cm, in dots.</summary>
    public const int Width = 1004;

    /// <summary>Two columns, 18 cm, in dots.</summary>
    public const int PageWidth = 2126;

    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    /// <param name="height">In dots.</param>
    /// <param name="draw">Draws in dots on white.</param>
    /// <param name="width">In dots.</param>
    public static void Write(string pathWithoutExtension, int height, Action<SKCanvas> draw, int width = Width)
    {
        AtomicFile.Write(pathWithoutExtension + ".png", stream => WritePng(stream, width, height, draw));
        AtomicFile.WriteText(pathWithoutExtension + ".svg", Svg(width, height, draw));
    }

    private static void WritePng(Stream stream, int width, int height, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        png.SaveTo(stream);
    }

    private static string Svg(int width, int height, Action<SKCanvas> draw)
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(width, height), stream))
        {
            using var white = new SKPaint { Color = SKColors.White };
            canvas.DrawRect(0, 0, width, height, white);
            draw(canvas);
        }

        return Finish(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length), width, height);
    }

    /// <summary>Adds what Skia leaves out (the size in print, a family to fall back to, sharp pixels) and numbers clip
    /// paths from 0: Skia counts them over the life of the process.</summary>
    private static string Finish(string text, int width, int height)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\"");
        var print = string.Create(CultureInfo.InvariantCulture,
            $"width=\"{width / Point}pt\" height=\"{height / Point}pt\" viewBox=\"0 0 {width} {height}\"");
        var names = new Dictionary<string, string>();
        var root = text.IndexOf(size, StringComparison.Ordinal);
        var sized = text[..root] + print + text[(root + size.Length)..];
        return ClipName().Replace(sized, name =>
            {
                names.TryAdd(name.Value, $"clip{names.Count}");
                return names[name.Value];
            })
            .Replace("Inter\"", "Inter, sans-serif\"", StringComparison.Ordinal)
            .Replace("<image ", "<image image-rendering=\"pixelated\" ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bcl_[0-9a-f]+\b")]
    private static partial Regex ClipName();
}
