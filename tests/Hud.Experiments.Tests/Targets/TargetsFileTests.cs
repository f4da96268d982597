namespace Hud.Experiments.Tests.Targets;

public sealed class TargetsFileTests
{
    private const string Good = """
        source: somewhere
        columns:
          UD: { method: unmixdiff, options: { form: as_released } }
          HUD: { method: hud }
        metrics:
          fid:
            relative_margin: 0.1
            scenes:
              salinas: { UD: 76.60, HUD: 23.1 }
              ksc: { HUD: 6.69 }
            average: { HUD: 14.9 }

        """;

    [Fact]
    public void Numbers_keep_their_printed_digits_and_missing_ones_stay_missing()
    {
        var fid = GivenTargets.Parse(Good).Find("fid")!;
        Assert.Equal("76.60", fid.Value("salinas", 0)!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((null, 6.69m, null), (fid.Value("ksc", 0), fid.Value("ksc", 1), fid.Value("pavia", 1)));
        Assert.Equal([null, 14.9m], fid.Averages);
        Assert.Equal(7.66, fid.MarginOf(76.60m), 1e-12);
    }

    [Fact]
    public void Numbers_on_another_scale_say_so()
    {
        Assert.False(GivenTargets.Parse(Good).Find("fid")!.OnAnotherScale);
        Assert.True(GivenTargets.Parse(Good.Replace("    relative", "    comparable: false\n    relative", StringComparison.Ordinal))
            .Find("fid")!.OnAnotherScale);
        var bad = Assert.Throws<InputException>(() =>
            GivenTargets.Parse(Good.Replace("    relative", "    comparable: no\n    relative", StringComparison.Ordinal)));
        Assert.Equal("t.yaml, line 7, column 17: 'no': must be true or false", bad.Message);
    }

    [Theory]
    [InlineData("  HUD: { method", "  HUD: { metod", "t.yaml, line 4, column 10: 'metod': no key of a column (method, options); did you mean 'method'?")]
    [InlineData("method: hud", "method: hdu", "t.yaml, line 4, column 18: 'hdu': no method (gan, vae, mprnet, unmixdiff, ubf, hud); did you mean 'hud'?")]
    [InlineData("form: as_released", "fom: as_released", "t.yaml, line 3, column 39: 'fom': no option of unmixdiff (form); did you mean 'form'?")]
    [InlineData("as_released", "as_relesed", "t.yaml, line 3, column 45: 'as_relesed': form must be one of as_released, repaired; did you mean 'as_released'?")]
    [InlineData("  HUD: { method: hud }", "  HUD: { method: unmixdiff }", "t.yaml, line 4, column 3: 'HUD': a trial of unmixdiff can belong to this column and to 'UD'; tell them apart by options")]
    [InlineData("  HUD: { method", "  UD: { method", "t.yaml, line 4, column 3: 'UD': given twice; the first is at line 3, column 3")]
    [InlineData("      ksc:", "      kcs:", "t.yaml, line 10, column 7: 'kcs': no scene (indian_pines, ksc, pavia, paviau, salinas); did you mean 'ksc'?")]
    [InlineData("      ksc:", "      salinas:", "t.yaml, line 10, column 7: 'salinas': given twice; the first is at line 9, column 7")]
    [InlineData("ksc: { HUD", "ksc: { HDU", "t.yaml, line 10, column 14: 'HDU': no key of a row (UD, HUD); did you mean 'HUD'?")]
    [InlineData("UD: 76.60", "UD: \"76.60\"", "t.yaml, line 9, column 22: '76.60': UD must be a number as printed, like 0.990, without quotes and of at most 12 digits on either side of the point")]
    [InlineData("UD: 76.60", "UD: 7e1", "t.yaml, line 9, column 22: '7e1': UD must be a number as printed, like 0.990, without quotes and of at most 12 digits on either side of the point")]
    [InlineData("UD: 76.60", "UD: .nan", "t.yaml, line 9, column 22: '.nan': UD must be a number as printed, like 0.990, without quotes and of at most 12 digits on either side of the point")]
    [InlineData("average: { HUD", "average: { GAN", "t.yaml, line 11, column 16: 'GAN': no key of a row (UD, HUD)")]
    [InlineData("  fid:", "  fdi:", "t.yaml, line 6, column 3: 'fdi': no metric (point_fidelity, block_diversity, ratio, inception_score, fid, fid_infinity, kid, precision, recall, density, coverage, sam_median, sam_p95, band_wasserstein, abundance_negativity, abundance_sum_error, variogram_distance, memorisation_ratio); did you mean 'fid'?")]
    [InlineData("    relative_margin: 0.1\n", "", "t.yaml, line 6, column 3: 'fid': needs either 'margin' (in the metric's unit) or 'relative_margin' (a share of the published number)")]
    [InlineData("relative_margin: 0.1", "margin: 1\n    relative_margin: 0.1", "t.yaml, line 6, column 3: 'fid': needs either 'margin' (in the metric's unit) or 'relative_margin' (a share of the published number)")]
    [InlineData("relative_margin: 0.1", "margin: 0", "t.yaml, line 6, column 3: 'fid': a margin must be above 0")]
    [InlineData("source: somewhere\n", "", "t.yaml, line 1, column 1: the key 'source' is missing")]
    [InlineData("source: somewhere", "source: [a]", "t.yaml, line 1, column 9: source must be a single value, not a list or mapping")]
    [InlineData("  HUD: { method: hud }", "  HUD: hud", "t.yaml, line 4, column 8: 'hud': a column must be a mapping of method, options")]
    public void Fault_is_named_with_its_place_and_rule(string from, string to, string message)
    {
        Assert.Contains(from, Good, StringComparison.Ordinal);
        var broken = Good.Replace(from, to, StringComparison.Ordinal);
        Assert.Equal(message, Assert.Throws<InputException>(() => GivenTargets.Parse(broken)).Message);
    }

    [Fact]
    public void Empty_file_is_refused() =>
        Assert.Equal("t.yaml: the file is empty", Assert.Throws<InputException>(() => GivenTargets.Parse("")).Message);

    [Fact]
    public void Any_damage_is_either_read_or_refused_politely() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(CsCheck.Gen.Int[0, Good.Length - 1], CsCheck.Gen.Int[0, 4], CsCheck.Gen.Char["[]{}:,&*!|>'\"%@`#\n\t\0 -?9."]),
            (at, remove, c) =>
            {
                try
                {
                    return GivenTargets.Parse(Good[..at] + c + Good[Math.Min(Good.Length, at + remove)..]).Metrics.Length > 0;
                }
                catch (InputException)
                {
                    return true;
                }
            },
            iter: 2_000);
}
