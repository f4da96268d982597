namespace Hud.Experiments.Tests.Plans;

public sealed class BadPlanTests
{
    [Theory]
    [InlineData("scenes: [paviau]\nmethods: [hdu]", "x.yaml, line 3, column 11: 'hdu': no method (hud, gan); did you mean 'hud'?")]
    [InlineData("scenes: [pavau]", "x.yaml, line 2, column 10: 'pavau': no such scene")]
    [InlineData("scenes: [paviau]\nmetrics: [ratoi]", "x.yaml, line 3, column 11: 'ratoi': no metric (point_fidelity, block_diversity, ratio, inception_score, fid, fid_infinity, kid, precision, recall, density, coverage, sam_median, sam_p95, band_wasserstein, abundance_negativity, abundance_sum_error, variogram_distance, memorisation_ratio); did you mean 'ratio'?")]
    [InlineData("scenes: [paviau]\noptions: { hud: { endmember: 4 } }", "x.yaml, line 3, column 19: 'endmember': no option of hud (endmembers, preset, timesteps, learning_rate, augment); did you mean 'endmembers'?")]
    [InlineData("scenes: [paviau]\noptions: { hdu: { preset: tiny } }", "x.yaml, line 3, column 19: 'preset': 'hdu.preset' is no setting; a setting is method.option, with method one of hud, gan; did you mean 'hud.preset'?")]
    [InlineData("scenes: [paviau]\noptions: { gan: { channels: 8 } }", "x.yaml, line 3, column 19: 'channels': has no effect: this experiment has no method gan")]
    [InlineData("scenes: [paviau]\noptions: { hud: { preset: huge } }", "x.yaml, line 3, column 27: 'huge': preset must be one of tiny, small, base, paper")]
    [InlineData("scenes: [paviau]\noptions: { hud: { preset: bsae } }", "x.yaml, line 3, column 27: 'bsae': preset must be one of tiny, small, base, paper; did you mean 'base'?")]
    [InlineData("scenes: [paviau]\noptions: { hud: { endmembers: 1 } }", "x.yaml, line 3, column 31: '1': endmembers must be a whole number from 2 to 64, or auto")]
    [InlineData("scenes: [paviau]\noptions: { hud: { timesteps: auto } }", "x.yaml, line 3, column 30: 'auto': timesteps must be a whole number from 1 to 10000")]
    [InlineData("scenes: [paviau]\noptions: { hud: { learning_rate: nan } }", "x.yaml, line 3, column 34: 'nan': learning_rate must be a number from 0 to 1")]
    [InlineData("scenes: [paviau]\noptions: { hud: { learning_rate: 1e999 } }", "x.yaml, line 3, column 34: '1e999': learning_rate must be a number from 0 to 1")]
    [InlineData("scenes: [paviau]\noptions: { hud: { augment: yes } }", "x.yaml, line 3, column 28: 'yes': augment must be true or false")]
    [InlineData("scenes: [paviau]\nsweep: { hud.endmembers: [4, 99] }", "x.yaml, line 3, column 30: '99': endmembers must be a whole number from 2 to 64, or auto")]
    [InlineData("scenes: [paviau]\nsweep: { endmembers: [4] }", "x.yaml, line 3, column 10: 'endmembers': 'endmembers' is no setting; a setting is method.option, with method one of hud, gan; did you mean 'hud.endmembers'?")]
    [InlineData("scenes: [paviau]\noverrides: [ { scene: salinas, block: 4 } ]", "x.yaml, line 3, column 23: 'salinas': no scene of this experiment (paviau)")]
    [InlineData("scenes: [paviau]\noverrides: [ { method: gan, block: 4 } ]", "x.yaml, line 3, column 24: 'gan': no method of this experiment (hud)")]
    public void Unknown_name_or_value_is_named_with_its_place(string text, string message) =>
        Assert.Equal(message, Given.Refused("name: a\n" + text).Message);

    [Theory]
    [InlineData("scenes: [stamp]", "x.yaml, line 2, column 10: 'stamp': crops of 32 pixels do not fit scene 'stamp' (20 x 30 x 8); set budget.crop to at most 20")]
    [InlineData("scenes: [stamp]\nbudget: { crop: 24 }", "x.yaml, line 3, column 17: '24': crops of 24 pixels do not fit scene 'stamp' (20 x 30 x 8); set budget.crop to at most 20")]
    [InlineData("scenes: [paviau]\nbudget: { crop: 16 }", "x.yaml, line 3, column 17: '16': blocks of 32 pixels do not fit generated images of 16; set block to at most 16")]
    [InlineData("scenes: [paviau]\nblock: 64", "x.yaml, line 3, column 8: '64': blocks of 64 pixels do not fit generated images of 32; set block to at most 32")]
    [InlineData("scenes: [paviau]\nsampling: { steps: 1001 }", "x.yaml, line 3, column 20: '1001': sampling in 1001 steps needs hud.timesteps of at least that, not 1000; set sampling.steps to at most 1000")]
    [InlineData("scenes: [paviau]\noptions: { hud: { timesteps: 10 } }", "x.yaml, line 3, column 30: '10': sampling in 1000 steps needs hud.timesteps of at least that, not 10; set sampling.steps to at most 10")]
    [InlineData("scenes: [bare]", "x.yaml, line 1, column 1: 'hud': on scene 'bare' hud.endmembers becomes 0, but endmembers must be a whole number from 2 to 64; set it yourself")]
    [InlineData("scenes: [paviau]\nmethods: [gan]\nbudget: { crop: 34 }", "x.yaml, line 3, column 11: 'gan': on scene 'paviau': crop: '34': must be a multiple of 4")]
    [InlineData("scenes: [stamp]\nbudget: { crop: 8 }\nblock: 8\noptions: { hud: { endmembers: 9 } }", "x.yaml, line 5, column 31: '9': 9 endmembers are more than scene 'stamp' (20 x 30 x 8) has bands or pixels")]
    public void Plan_that_the_scene_cannot_bear_is_refused_with_its_size(string text, string message) =>
        Assert.Equal(message, Given.Refused("name: a\n" + text).Message);

    [Fact]
    public void Overrides_of_equal_standing_must_agree()
    {
        const string Yaml = """
            name: a
            scenes: [paviau]
            overrides:
              - { method: hud, budget: { batch: 4 } }
              - { scene: paviau, budget: { batch: 8 } }
            """;
        Assert.Equal(
            "x.yaml, line 5, column 39: '8': budget.batch is also set at line 4, column 37, as specifically; keep one, or add an override with both method and scene",
            Given.Refused(Yaml).Message);
        Assert.Equal(2, Given.Plan(Yaml + "\n  - { scene: paviau, method: hud, budget: { batch: 2 } }").Trials[0].Budget.Batch);
    }

    [Fact]
    public void Experiment_without_end_is_refused_before_it_is_built()
    {
        var axis = string.Join(", ", Enumerable.Range(1, 500));
        var bad = Given.Refused($"name: a\nscenes: [paviau]\nsweep: {{ sampling.count: [{axis}], budget.iterations: [{axis}], budget.batch: [{axis}] }}");
        Assert.Equal("the experiment has more than 100000 trials", bad.Rule);
    }

    [Fact]
    public void Fault_of_a_scene_file_keeps_its_own_place_behind_ours()
    {
        var spec = Specs("name: a\nscenes: [broken.mat]");
        var bad = Assert.Throws<InputException>(() => Experiments.Plans.Planner.Plan(
            spec, _ => throw new InputException("broken.mat", "byte 128", "0xFF", "not a MAT file"), Given.Methods, Given.Metrics, 1));
        Assert.Equal("x.yaml, line 2, column 10: 'broken.mat': broken.mat, byte 128: '0xFF': not a MAT file", bad.Message);
    }

    private static Experiments.Specs.ExperimentSpec Specs(string yaml) => Experiments.Specs.ExperimentFile.Parse(yaml, "x.yaml");
}
