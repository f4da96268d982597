using Hud.Engine.Scenes;
using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;

namespace Hud.Engine.Figures.Experiments;

/// <summary>The figures over a whole experiment, from its ledger and its trials' samples: the paper's figures 3 and 4, and a plot of
/// every metric over every swept number.</summary>
public static class ExperimentFigures
{
    public const string Images = "figure3-images";
    public const string Spectra = "figure4-spectra";

    /// <summary>More images change no density plot.</summary>
    private const int MostImages = 64;

    /// <summary>Of a search, the images of so many points are drawn.</summary>
    private const int MostPoints = 6;

    /// <param name="runFolder">Holds trials/KEY/samples.npy. A cell shows the first seed whose samples are there and are those of
    /// the ledger; without any it stays empty.</param>
    /// <param name="folder">Where the figures go.</param>
    /// <returns>Paths without extension; each is there as .png and .svg.</returns>
    /// <exception cref="InputException">A scene is missing or has changed.</exception>
    public static IReadOnlyList<string> Draw(ExperimentRecord record, string runFolder, SceneLoader scenes, string folder)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(scenes);
        Directory.CreateDirectory(folder);
        var drawn = new List<string>();
        var columns = Shown(record).Select(t => TableColumn.Of(t, record.Plan.Sweep)).Distinct().ToList();
        var rows = record.Plan.Trials.Select(t => t.Scene).Distinct()
            .Select(pin => new FigureRow(LoadPinned(pin, scenes), [.. columns.Select(c => Samples(record, runFolder, pin, c))]))
            .Where(r => r.Generated.Any(g => g is not null))
            .ToList();
        if (rows.Count > 0)
        {
            var headings = columns.Select(c => c.Heading(record.Plan)).ToList();
            ImagesFigure.Draw(headings, rows, Add(Images));
            SpectraFigure.Draw(headings, rows, Add(Spectra));
        }

        foreach (var axis in record.Plan.Sweep)
        {
            foreach (var metric in MetricDefinitions.All)
            {
                var curves = SweepCurve.Of(record, axis, metric.Name);
                if (!curves.IsEmpty) SweepFigure.Draw(axis, metric, curves, Add($"sweep-{axis}-{metric.Name}"));
            }
        }

        DrawTrades(record, Add, drawn);
        return drawn;

        string Add(string name)
        {
            drawn.Add(Path.Combine(folder, name));
            return drawn[^1];
        }
    }

    /// <summary>All trials; of a search, those of its best points.</summary>
    private static IEnumerable<TrialSpec> Shown(ExperimentRecord record) => record.Plan.Search is not { } search
        ? record.Plan.Trials
        : TriedRow.Of(search, record.Plan.Trials, record.Ledger).Where(r => r.Front is not null).Take(MostPoints)
            .Select(r => record.Plan.Trials[(r.Number - 1) * search.Seeds.Length]);

    private static void DrawTrades(ExperimentRecord record, Func<string, string> add, List<string> drawn)
    {
        if (record.Plan.Search is not { } search) return;
        var tried = TriedRow.Of(search, record.Plan.Trials, record.Ledger);
        for (var x = 0; x < search.Objectives.Length; x++)
        {
            for (var y = x + 1; y < search.Objectives.Length; y++)
            {
                var name = $"pareto-{search.Objectives[x].Metric}-{search.Objectives[y].Metric}";
                if (!ParetoFigure.Draw(search, tried, x, y, add(name))) drawn.RemoveAt(drawn.Count - 1);
            }
        }
    }

    private static Scene LoadPinned(ScenePin pin, SceneLoader scenes)
    {
        var scene = scenes.Load(pin.Name);
        return scene.Pin() == pin ? scene : throw new InputException(
            pin.Name, null, scene.Pin().ToString(), $"the scene has changed since the experiment was planned on {pin}");
    }

    private static IReadOnlyList<Cube>? Samples(ExperimentRecord record, string runFolder, ScenePin scene, TableColumn column)
    {
        var done =
            from trial in record.Plan.Trials
            where trial.Scene == scene && TableColumn.Of(trial, record.Plan.Sweep).Equals(column)
            let key = TrialKey.Of(trial)
            let result = record.Ledger.Find(key)
            where result is not null
            let path = Path.Combine(runFolder, "trials", key.Short, TrialFolder.SamplesFile)
            where File.Exists(path) && result.Artifacts.GetValueOrDefault(TrialFolder.SamplesFile) == FileHash.Of(path)
            select path;
        return done.FirstOrDefault() is { } first ? [.. SampleSet.Read(first).Take(MostImages)] : null;
    }
}
