using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>Real crops beside generated images in the scene's pseudo-colour bands, one stretch for both (the paper's
/// figure 3).</summary>
public static class PseudoColourFigure
{
    /// <summary>Images shown a side: the first generated ones, real crops spread over the scene.</summary>
    public const int Most = 12;

    // With these an image of 32 pixels is drawn at exactly 5 dots a pixel.
    private const int ColumnsASide = 3, Line = 4, Gap = 26, Cell = 160, Top = 31 * 300 / 72;

    /// <param name="method">Heading of the generated side.</param>
    /// <param name="generated">At least one image in the units of <see cref="Scene.Cube"/>, all of one size.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(Scene scene, string method, IReadOnlyList<Cube> generated, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(generated);
        var fake = generated.Take(Most).ToList();
        var (rows, cols) = (fake[0].Rows, fake[0].Cols);
        var real = TiledCrops.Spread(
            scene.Cube, scene.Valid, 0, 0, Math.Min(rows, scene.Cube.Rows), Math.Min(cols, scene.Cube.Cols), fake.Count);

        var enlarge = Math.Max(1, Cell / Math.Max(rows, cols));
        // Images of more pixels than a cell has dots are shrunk.
        var shown = Math.Min(enlarge, (double)Cell / Math.Max(rows, cols));
        var (width, height) = ((int)(cols * shown), (int)(rows * shown));
        var lines = (fake.Count + ColumnsASide - 1) / ColumnsASide;
        var colour = new PseudoColour(scene);
        const int side = (ColumnsASide * (Cell + Line)) - Line;
        const int left = (FigureFile.Width - (2 * side) - Gap) / 2;
        var (red, green, blue) = scene.ColourBands;

        FigureFile.Write(pathWithoutExtension, Top + (lines * (height + Line)), canvas =>
        {
            FigureText.Heading(canvas, scene.Name, scene.Provenance, $", bands {red + 1}, {green + 1}, {blue + 1}");
            FigureText.Centred(canvas, "real", left + (side / 2), Top - (5 * FigureFile.Point));
            FigureText.Centred(
                canvas, $"generated: {method}", left + side + Gap + (side / 2), Top - (5 * FigureFile.Point));
            Side(canvas, real, left);
            Side(canvas, fake, left + side + Gap);
        });

        void Side(SKCanvas canvas, IReadOnlyList<Cube> images, int x)
        {
            for (var i = 0; i < images.Count; i++)
            {
                using var image = colour.Image(images[i], enlarge);
                var column = x + (i % ColumnsASide * (Cell + Line));
                var row = Top + (i / ColumnsASide * (height + Line));
                canvas.DrawImage(image, SKRect.Create(column + ((Cell - width) / 2), row, width, height));
            }
        }
    }
}
