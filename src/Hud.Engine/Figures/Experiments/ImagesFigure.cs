using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using SkiaSharp;

namespace Hud.Engine.Figures.Experiments;

/// <summary>The paper's figure 3: pseudo-colour images of every method beside real crops, a row a scene, one stretch a row.</summary>
public static class ImagesFigure
{
    private const int Side = 3;
    private const int Line = 2;
    private const float Left = 24 * FigureFile.Point;

    /// <param name="methods">Column headings.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(IReadOnlyList<string> methods, IReadOnlyList<FigureRow> rows, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(methods);
        ArgumentNullException.ThrowIfNull(rows);
        var grid = new FigureGrid(methods, Left, width => width, 0);
        FigureFile.Write(pathWithoutExtension, grid.FigureHeight(rows.Count), canvas =>
        {
            grid.Headings(canvas);
            for (var r = 0; r < rows.Count; r++)
            {
                var (scene, generated) = rows[r];
                grid.RowName(canvas, r, scene);
                var colour = new PseudoColour(scene);
                Mosaic(canvas, colour, RealCrops(scene, generated), grid.Cell(r, 0));
                for (var m = 0; m < methods.Count; m++)
                {
                    if (generated[m] is { } images) Mosaic(canvas, colour, images, grid.Cell(r, m + 1));
                    else grid.Missing(canvas, r, m + 1);
                }
            }
        }, FigureFile.PageWidth);
    }

    private static List<Cube> RealCrops(Scene scene, IReadOnlyList<IReadOnlyList<Cube>?> generated)
    {
        var size = generated.OfType<IReadOnlyList<Cube>>().Select(g => Math.Max(g[0].Rows, g[0].Cols)).FirstOrDefault(32);
        var (rows, cols) = (Math.Min(size, scene.Cube.Rows), Math.Min(size, scene.Cube.Cols));
        return TiledCrops.Spread(scene.Cube, scene.Valid, 0, 0, rows, cols, Side * Side);
    }

    private static void Mosaic(SKCanvas canvas, PseudoColour colour, IReadOnlyList<Cube> images, SKRect cell)
    {
        var tile = (cell.Width - ((Side - 1) * Line)) / Side;
        for (var i = 0; i < Math.Min(images.Count, Side * Side); i++)
        {
            // Whole dots a pixel, as many as fit; an image of more pixels than dots is shrunk.
            var size = Math.Max(images[i].Rows, images[i].Cols);
            var enlarge = Math.Max(1, (int)(tile / size));
            var shown = Math.Min(enlarge, tile / size);
            using var image = colour.Image(images[i], enlarge);
            var (width, height) = (images[i].Cols * shown, images[i].Rows * shown);
            var step = (size * shown) + Line;
            var margin = (cell.Width - (Side * step) + Line) / 2;
            canvas.DrawImage(image, SKRect.Create(
                MathF.Floor(cell.Left + margin + (i % Side * step)), MathF.Floor(cell.Top + margin + (i / Side * step)), width, height));
        }
    }
}
