using System.Xml.Linq;
using Hud.Engine.Figures;
using Hud.Engine.Scenes;
using Hud.Experiments.Plans;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Figures;

public sealed class FigureFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Typeface_comes_from_the_assembly_not_from_the_system()
    {
        Assert.Equal("Inter", FigureTypeface.Regular.FamilyName);
        Assert.StartsWith("Inter", FigureTypeface.Bold.FamilyName, StringComparison.Ordinal);
        Assert.True(FigureTypeface.Bold.FontWeight > FigureTypeface.Regular.FontWeight);
        // Every letter that figures use has a glyph of its own.
        Assert.DoesNotContain((ushort)0, FigureTypeface.Regular.GetGlyphs("azAZ09…−⁻⁰¹²³⁴⁵⁶⁷⁸⁹µäßéλ():,./_"));
    }

    [Fact]
    public void Plots_get_that_typeface_whatever_family_they_ask_for()
    {
        _ = new PlotPanel();
        Assert.Same(FigureTypeface.Regular, ScottPlot.Fonts.GetTypeface("Comic Sans", bold: false, italic: false));
        Assert.Same(FigureTypeface.Bold, ScottPlot.Fonts.GetTypeface("DejaVu Sans", bold: true, italic: false));
    }

    [Fact]
    public void Same_inputs_give_identical_bytes()
    {
        DrawAll("first");
        DrawAll("second");
        var files = Directory.GetFiles(_folder["first"]).Select(Path.GetFileName).ToList();
        Assert.Equal(10, files.Count);
        Assert.All(files, f => Assert.Equal(
            File.ReadAllBytes(Path.Combine(_folder["first"], f!)), File.ReadAllBytes(Path.Combine(_folder["second"], f!))));
    }

    [Fact]
    public void No_text_is_smaller_than_eight_points_in_a_journal_column()
    {
        DrawAll("figures");
        foreach (var file in Directory.GetFiles(_folder["figures"], "*.svg"))
        {
            var svg = XDocument.Load(file).Root!;
            var width = Points(svg.Attribute("width")!.Value);
            Assert.Equal(8.5, width / 72 * 2.54, 0.01);
            var dots = double.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
            var sizes = svg.Descendants().Where(e => e.Name.LocalName == "text")
                .Select(e => Points(e.Attribute("font-size")!.Value) * width / dots).ToList();
            Assert.NotEmpty(sizes);
            Assert.All(sizes, s => Assert.InRange(s, 7.99, 12));
            Assert.All(svg.Descendants().Where(e => e.Name.LocalName == "text"),
                e => Assert.EndsWith("Inter, sans-serif", e.Attribute("font-family")!.Value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Long_scene_name_is_shortened_from_the_left_but_derived_stays()
    {
        var scene = FigureCases.Scene(8, 8, 4, 1, Provenance.Derived) with
        {
            Name = "/a/very/long/path/of/some/user/with/his/own/cube/of/quite/some/size/my-field.hdr",
        };
        PseudoColourFigure.Draw(scene, "HUD", [new Cube(4, 4, 4)], _folder["figure"]);
        var title = FigureCases.Texts(_folder["figure.svg"])[0];
        Assert.Matches(@"^…/?.*my-field\.hdr \(derived data\), bands 4, 3, 1$", title);
    }

    private void DrawAll(string folder)
    {
        var scene = FigureCases.Scene(20, 20, 6, 0, Provenance.Derived);
        var stream = new Hud.Engine.Training.SeedTree(4).Stream();
        for (var i = 0; i < scene.Cube.Data.Length; i++) scene.Cube.Data[i] = (float)stream.NextDouble();
        var images = new[] { scene.Cube.Crop(1, 2, 8, 8), scene.Cube.Crop(7, 7, 8, 8) };
        var endmembers = new double[6, 3];
        for (var b = 0; b < 6; b++) for (var e = 0; e < 3; e++) endmembers[b, e] = scene.Cube.Pixel(e)[b];
        string At(string name) => Path.Combine(_folder[folder], name);
        PseudoColourFigure.Draw(scene, "HUD", images, At("colour"));
        SpectralDensityFigure.Draw(scene, "HUD", images, At("density"));
        AbundanceMapsFigure.Draw(scene, scene.Cube, At("maps"));
        EndmemberCurvesFigure.Draw(scene, endmembers, At("ends"));
        LossCurveFigure.Draw(scene.Name, scene.Provenance, "HUD", [(1, 1), (2, 0.5), (3, 0.4)], At("loss"));
    }

    private static double Points(string text) =>
        double.Parse(text.Replace("pt", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
}
