using System.Collections.Immutable;
using Hud.Engine.Figures.Experiments;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Search;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Figures;

public sealed class ExperimentFiguresTests : IDisposable
{
    private const string SceneName = "synthetic:rows=24,cols=20,bands=6,endmembers=3";
    private static readonly SceneLoader Scenes = new([]);
    private readonly TemporaryFolder _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Figures_3_and_4_have_a_row_a_scene_and_a_column_a_method_with_a_dash_where_nothing_is_done()
    {
        var plan = Plan(Trial(3, 1), Trial(4, 1));
        Draw(plan, Ledger.Empty.Add(TrialKey.Of(plan.Trials[0]), Result(plan.Trials[0])));
        foreach (var figure in (string[])[ExperimentFigures.Images, ExperimentFigures.Spectra])
        {
            var texts = FigureCases.Texts(_run[$"figures/{figure}.svg"]);
            Assert.Contains("real", texts);
            Assert.Contains(texts, t => t.Contains("endmembers=3", StringComparison.Ordinal));
            Assert.Contains(texts, t => t.Contains("endmembers=4", StringComparison.Ordinal));
            Assert.Single(texts, "–");
            using var png = FigureCases.Png(_run[$"figures/{figure}.png"]);
            Assert.Equal(2126, png.Width);
        }
    }

    [Fact]
    public void Images_of_a_cell_are_those_of_its_trial_under_the_stretch_of_the_real_scene()
    {
        var trial = Trial(3, 1);
        var scene = Scenes.Load(SceneName);
        // The darkest and the brightest the stretch knows, everywhere.
        Draw(Plan(trial), Ledger.Empty.Add(TrialKey.Of(trial), Result(trial, value: scene.Cube.Data.Max())));
        using var bright = FigureCases.Png(_run[$"figures/{ExperimentFigures.Images}.png"]);
        var cell = FigureCases.Colours(bright, 1300, 300, 200, 200).ToList();
        Assert.True(cell.Count(c => (c.Red, c.Green, c.Blue) == (255, 255, 255)) > 0.95 * cell.Count);
        Draw(Plan(trial), Ledger.Empty.Add(TrialKey.Of(trial), Result(trial, value: 0)));
        using var dark = FigureCases.Png(_run[$"figures/{ExperimentFigures.Images}.png"]);
        Assert.True(FigureCases.Colours(dark, 1300, 300, 200, 200).Count(c => (c.Red, c.Green, c.Blue) == (0, 0, 0)) > 0.9 * cell.Count);
    }

    [Fact]
    public void Samples_that_are_not_those_of_the_ledger_are_not_shown()
    {
        var trial = Trial(3, 1);
        var ledger = Ledger.Empty.Add(TrialKey.Of(trial), Result(trial));
        File.AppendAllText(SamplesOf(trial), "x");
        Assert.Empty(Draw(Plan(trial), ledger));
    }

    [Fact]
    public void Scene_that_changed_is_refused()
    {
        var trial = Trial(3, 1) with { Scene = Scenes.Pin(SceneName) with { Sha256 = new string('0', 64) } };
        var ledger = Ledger.Empty.Add(TrialKey.Of(trial), Result(trial));
        Assert.Contains("has changed", Assert.Throws<InputException>(() => Draw(Plan(trial), ledger)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_metric_is_plotted_over_a_swept_number_with_its_floor()
    {
        var trials = (from d in (int[])[2, 3, 5] from seed in (long[])[1, 2] select Trial(d, seed)).ToArray();
        var ledger = trials.Aggregate(Ledger.Empty, (l, t) => l.Add(TrialKey.Of(t), Result(t, 0.25f)));
        var drawn = Draw(Plan(trials), ledger);
        Assert.Contains(_run["figures/sweep-hud.endmembers-point_fidelity"], drawn);
        var texts = FigureCases.Texts(_run["figures/sweep-hud.endmembers-point_fidelity.svg"]);
        Assert.Contains("F_p against hud.endmembers (higher is better; dashed: floor)", texts);

        var curve = Assert.Single(SweepCurve.Of(new(Plan(trials), ledger), "hud.endmembers", "point_fidelity"));
        Assert.Equal([2, 3, 5], curve.Points.Select(p => p.X));
        Assert.All(curve.Points, p => Assert.Equal(2, p.Y.Count));
        Assert.Equal(0.9 + (1.5 / 1000), curve.Points[0].Y.Mean, 12);
        Assert.Equal([(2, 0.99), (3, 0.99), (5, 0.99)], curve.Floors);
    }

    [Fact]
    public void Floors_follow_the_swept_number_and_undefined_values_leave_a_gap()
    {
        TrialSpec[] trials = [.. from d in (int[])[2, 3, 5] select Trial(d, 1)];
        var ledger = trials.Zip((double[])[0.9, double.NaN, 0.8], (double[])[0.99, 0.98, 0.97]).Aggregate(Ledger.Empty, (l, t) => l.Add(
            TrialKey.Of(t.First), Result(t.First) with { Metrics = [new MetricValue("point_fidelity", 1, t.Second, t.Third)] }));
        var curve = Assert.Single(SweepCurve.Of(new(Plan(trials), ledger), "hud.endmembers", "point_fidelity"));
        Assert.Equal([2, 5], curve.Points.Select(p => p.X));
        Assert.Equal([(2, 0.99), (3, 0.98), (5, 0.97)], curve.Floors);
        Assert.Contains(_run["figures/sweep-hud.endmembers-point_fidelity"], Draw(Plan(trials), ledger));
    }

    [Fact]
    public void Swept_words_and_single_values_give_no_curve()
    {
        var trial = Trial(3, 1);
        var record = new ExperimentRecord(Plan(trial), Ledger.Empty.Add(TrialKey.Of(trial), Result(trial)));
        Assert.Empty(SweepCurve.Of(record, "hud.endmembers", "point_fidelity"));
        Assert.Empty(SweepCurve.Of(record, "hud.preset", "point_fidelity"));
    }

    [Fact]
    public void Trade_between_two_objectives_names_the_points_that_no_other_beats()
    {
        // Three points that trade, one that is beaten, one that was stopped.
        TrialSpec[] trials = [.. from d in (int[])[2, 3, 4, 5, 6] select Trial(d, 1)];
        var ledger = trials.Zip([(0.90, 0.2), (0.94, 0.4), (0.98, 0.8), (0.89, 0.5)]).Aggregate(Ledger.Empty, (l, t) => l.Add(
            TrialKey.Of(t.First), Result(t.First) with { Metrics = [new("point_fidelity", 1, t.Second.Item1, 0.99), new("fid", 1, t.Second.Item2, 0.1)] }))
            .Stop(TrialKey.Of(trials[4]), "place 2 of 2");
        var drawn = Draw(Searched(trials), ledger);
        Assert.Contains(_run["figures/pareto-point_fidelity-fid"], drawn);
        var texts = FigureCases.Texts(_run["figures/pareto-point_fidelity-fid.svg"]);
        Assert.Contains("FID to floor ↓ against F_p ↑: 4 points, 3 on the front", texts);
        foreach (var number in (string[])["1", "2", "3"]) Assert.Contains(number, texts);
        using var png = FigureCases.Png(_run["figures/pareto-point_fidelity-fid.png"]);
        Assert.Equal(1004, png.Width);
    }

    [Fact]
    public void Single_point_and_single_objective_have_no_trade_to_draw()
    {
        var trial = Trial(3, 1);
        var ledger = Ledger.Empty.Add(TrialKey.Of(trial), Result(trial) with { Metrics = [new("point_fidelity", 1, 0.9, 0.99), new("fid", 1, 0.5, 0.1)] });
        var plan = Searched(trial);
        Assert.DoesNotContain(Draw(plan, ledger), name => name.Contains("pareto", StringComparison.Ordinal));
        plan = plan with { Search = plan.Search! with { Objectives = [plan.Search.Objectives[0]] } };
        Assert.DoesNotContain(Draw(plan, ledger), name => name.Contains("pareto", StringComparison.Ordinal));
    }

    private static ExperimentPlan Searched(params TrialSpec[] trials) => Plan(trials) with
    {
        Search = new SearchPlan(
            SearchSampler.Random, 9, 1, 1, 1, [1], [new("hud.endmembers", ParameterKind.Integer, 2, 9, 1, [], null, "")],
            [new("point_fidelity", ObjectiveGoal.Maximise), new("fid", ObjectiveGoal.Floor)]),
    };

    private IReadOnlyList<string> Draw(ExperimentPlan plan, Ledger ledger) =>
        ExperimentFigures.Draw(new(plan, ledger), _run.Path, Scenes, _run["figures"]);

    private static ExperimentPlan Plan(params TrialSpec[] trials) => new("x-1", "x", [.. trials], null) { Sweep = ["hud.endmembers"] };

    private static TrialSpec Trial(int endmembers, long seed) => new(
        Scenes.Pin(SceneName), "hud", seed, new Budget(1, 1, 1, 8), new Sampling(2, "ddim", 1),
        new Evaluation(["point_fidelity"], 8, 32),
        ImmutableSortedDictionary<string, string>.Empty.Add("endmembers", $"{endmembers}").Add("preset", "tiny"), 1);

    private string SamplesOf(TrialSpec trial) => _run[$"trials/{TrialKey.Of(trial).Short}/{TrialFolder.SamplesFile}"];

    /// <summary>Samples of one value on disk, and the result that vouches for them.</summary>
    private TrialResult Result(TrialSpec trial, float value = 0.5f)
    {
        var path = SamplesOf(trial);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var cube = new Cube(8, 8, 6);
        Array.Fill(cube.Data, value);
        NpyFile.WriteCubes(path, 9, 8, 8, 6, Enumerable.Repeat(cube, 9));
        return new(
            [new MetricValue("point_fidelity", 1, 0.9 + (trial.Seed / 1000.0), 0.99)],
            ImmutableSortedDictionary<string, string>.Empty.Add(TrialFolder.SamplesFile, FileHash.Of(path)),
            ImmutableSortedDictionary<string, double>.Empty, ImmutableSortedDictionary<string, string>.Empty);
    }
}
