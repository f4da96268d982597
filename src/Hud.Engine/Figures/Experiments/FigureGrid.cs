using SkiaSharp;

namespace Hud.Engine.Figures.Experiments;

/// <summary>Where the cells of a page-wide figure stand: scenes downwards, "real" and the methods across. In dots.</summary>
internal sealed class FigureGrid
{
    private const float Pt = FigureFile.Point;
    private const float Gap = 3 * Pt, LineHeight = 9.5f * Pt;

    private readonly IReadOnlyList<string>[] _headings;
    private readonly float _left, _rowHeight;

    /// <param name="methods">Headings beside "real".</param>
    /// <param name="left">Room for what stands left of the cells.</param>
    /// <param name="height">Of a cell of the given width.</param>
    /// <param name="below">Room below each cell.</param>
    public FigureGrid(IReadOnlyList<string> methods, float left, Func<float, float> height, float below)
    {
        _left = left;
        Columns = methods.Count + 1;
        Width = ((FigureFile.PageWidth - left) / Columns) - Gap;
        Height = height(Width);
        _rowHeight = Height + below + Gap;
        _headings = [.. methods.Prepend("real").Select(m => FigureText.Lines(m, Width))];
        Top = (_headings.Max(h => h.Count) * LineHeight) + (2 * Pt);
    }

    public int Columns { get; }

    /// <summary>Of a cell.</summary>
    public float Width { get; }

    /// <summary>Of a cell.</summary>
    public float Height { get; }

    public float Top { get; }

    public int FigureHeight(int rows) => (int)MathF.Ceiling(Top + (rows * _rowHeight));

    public SKRect Cell(int row, int column) =>
        SKRect.Create(_left + (column * (Width + Gap)), Top + (row * _rowHeight), Width, Height);

    public void Headings(SKCanvas canvas)
    {
        for (var column = 0; column < Columns; column++)
        {
            var lines = _headings[column];
            for (var i = 0; i < lines.Count; i++)
                FigureText.Centred(canvas, lines[i], Cell(0, column).MidX, Top - (3 * Pt) - ((lines.Count - 1 - i) * LineHeight));
        }
    }

    /// <summary>The scene's name beside its row, with "derived" where it is.</summary>
    public void RowName(SKCanvas canvas, int row, Scenes.Scene scene)
    {
        FigureText.Upwards(canvas, FigureText.Fitting(scene.Name, Height), LineHeight, Cell(row, 0).MidY);
        if (scene.IsDerived) FigureText.Upwards(canvas, "(derived)", 2 * LineHeight, Cell(row, 0).MidY);
    }

    /// <summary>A cell whose trial is not done.</summary>
    public void Missing(SKCanvas canvas, int row, int column) =>
        FigureText.Centred(canvas, "–", Cell(row, column).MidX, Cell(row, column).MidY);
}
