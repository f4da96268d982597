using Hud.Engine.Figures;
using Hud.Experiments.Plans;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Figures;

public sealed class LossCurveFigureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Falling_loss_falls_and_axes_are_labelled()
    {
        LossCurveFigure.Draw("paviau", Provenance.Derived, "HUD",
            [.. Enumerable.Range(0, 200).Select(i => ((long)i * 10, Math.Pow(10, -i / 100.0)))], _folder["loss"]);
        using var png = FigureCases.Png(_folder["loss.png"]);
        Assert.True(Blue(300) + 150 < Blue(800));
        var texts = FigureCases.Texts(_folder["loss.svg"]);
        Assert.Equal("paviau (derived data), HUD: training", texts[0]);
        foreach (var text in (string[])["loss", "step", "1", "0.1", "0.01"]) Assert.Contains(text, texts);

        double Blue(int x) => Enumerable.Range(80, 450).Where(y => png.GetPixel(x, y) is var c && c.Blue > c.Red + 100).Average();
    }

    [Fact]
    public void Values_without_logarithm_are_left_out_and_an_empty_record_still_draws()
    {
        LossCurveFigure.Draw("s", Provenance.Own, "HUD", [(1, double.NaN), (2, 0), (3, double.PositiveInfinity)], _folder["loss"]);
        Assert.Contains("s, HUD: training", FigureCases.Texts(_folder["loss.svg"]));
    }

    [Fact]
    public void Ticks_are_decades_on_a_long_axis_and_finer_on_a_short_one()
    {
        Assert.Equal(["0.0001", "0.001", "0.01", "0.1", "1"], Labels(-4, 0));
        Assert.Equal(["0.05", "0.1", "0.2", "0.5", "1"], Labels(-1.5, 0));

        static IEnumerable<string> Labels(double low, double high) =>
            LogTicks.List(low, high).Select(t => t.Label);
    }
}
