using System.Globalization;
using System.Text;
using Hud.Engine.Augmentation;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;

namespace Hud.Cli.Augmentation;

/// <summary>The report for people.</summary>
internal static class AugmentMarkdown
{
    public static string Of(AugmentReport report)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        var (image, order) = (report.Images[0], report.Order);
        Line($"# {report.Images.Count} generated images of {report.Scene.Name} as training data\n");
        foreach (var sentence in report.Sentences()) Line($"- {sentence}");
        Line($"\n{report.Images.Count} images of {image.Rows} x {image.Cols} x {image.Bands} from `{order.Images}`; metrics on the first {report.Measured}. The floor is what held-out real crops score in place of images; ↑ higher is better, ↓ lower.");
        foreach (var (title, group) in AugmentReport.Groups) Section(Line, title, group, report);
        if (report.LeftOut.Count > 0) Line($"\nLeft out: {string.Join("; ", report.LeftOut.Select(l => $"{l.Key} ({l.Value})"))}.");
        foreach (var peers in report.Metrics.Where(m => m.Remark is not null).GroupBy(m => m.Remark))
            Line($"\n{string.Join(", ", peers.Select(m => m.Name))}: {peers.Key}.");
        if (report.Trial is not { } trial) return text.ToString();
        Labels(Line, trial, order);
        Classifier(Line, trial, order, report);
        return text.ToString();
    }

    private static void Section(
        Action<FormattableString> line, string title, IReadOnlyList<MetricDefinition> group, AugmentReport report)
    {
        var rows = group.Join(report.Metrics, d => d.Name, m => m.Name, (d, m) => (Definition: d, Metric: m)).ToList();
        if (rows.Count == 0) return;
        line($"\n## {title}\n");
        line($"| metric | value | floor |");
        line($"| --- | ---: | ---: |");
        foreach (var (d, m) in rows)
        {
            var degree = d.Unit == "deg" ? "°" : "";
            var error = m.Error is { } e ? string.Create(CultureInfo.InvariantCulture, $" (s.e. {e:F4})") : "";
            var floor = m.Floor is { } f ? string.Create(CultureInfo.InvariantCulture, $"{f:F4}{degree}") : "none";
            line($"| {d.Name} {(d.HigherIsBetter ? '↑' : '↓')} | {m.Value:F4}{degree}{error} | {floor} |");
        }
    }

    private static void Labels(Action<FormattableString> line, AugmentationTrial trial, AugmentOrder order)
    {
        var (labels, labeller) = (trial.Labels, trial.Labels.Labeller);
        line($"\n## Labels\n");
        line($"`labels.npy` holds **pseudo-labels**: no one saw what a generated pixel is. A classifier of single spectra, trained on the {trial.TrainingPixels} labelled real pixels outside the held-out tiles, guesses each pixel's class; below a confidence of {order.Confidence} the pixel stays 0. What the scene has but nobody labelled gets some class all the same.\n");
        line($"On the {trial.TestPixels} held-out real pixels the guess is right for {labeller.Overall:P1} ({labeller.Mean:P1} as the mean over classes). Of them {labeller.Confident:P1} reach the confidence, and of those {(double.IsNaN(labeller.ConfidentRight) ? "none" : labeller.ConfidentRight.ToString("P1", CultureInfo.InvariantCulture))} are right. Of the generated pixels {labels.Labelled:P1} got a class.\n");
        line($"| class | real training pixels | generated pixels |");
        line($"| ---: | ---: | ---: |");
        for (var label = 1; label < labels.Shares.Count; label++)
            line($"| {label} | {labels.RealShares[label]:P1} | {(labels.Labelled > 0 ? labels.Shares[label] / labels.Labelled : 0):P1} |");
    }

    private static void Classifier(Action<FormattableString> line, AugmentationTrial trial, AugmentOrder order, AugmentReport report)
    {
        line($"\n## A classifier trained with them\n");
        line($"One hidden layer on single spectra, {order.Steps} steps of {AugmentationTrial.Batch} spectra with every class equally often, whatever it is trained on. Trained on the {trial.TrainingPixels} labelled pixels outside the held-out tiles (every fourth, made for crops of {report.Crop}), tested on the {trial.TestPixels} inside them; {order.Seeds} seeds, ± is half of the 95 % interval over seeds. It says nothing about other divisions of the scene, or about classifiers that see more than one pixel.\n");
        line($"| trained on | mean over classes ↑ | all pixels ↑ |");
        line($"| --- | ---: | ---: |");
        foreach (var (set, scores) in trial.Sets)
            line($"| {Name(set)} | {Share(scores.Select(s => s.Mean))} | {Share(scores.Select(s => s.Overall))} |");
        line($"\n| difference of means over classes, pair by pair | | verdict |");
        line($"| --- | ---: | --- |");
        Paired(line, "with synthetic, against real alone", trial.SyntheticGain);
        Paired(line, "with noisy copies, against real alone", trial.CopiesGain);
        Paired(line, "with synthetic, against with noisy copies", trial.SyntheticOverCopies);
        line($"\nA gain or loss leaves 0 out of its interval and is at least {100 * AugmentationTrial.LeastDifference:0.#} points. Noisy copies: as many real training pixels as there are labelled generated ones, times 1 ± {AugmentationTrial.CopyBrightness}, with noise of {AugmentationTrial.CopyNoise} of each band's deviation.\n");
        line($"| class | {string.Join(" | ", trial.Sets.Keys.Select(Name))} |");
        line($"| ---: |{string.Concat(trial.Sets.Keys.Select(_ => " ---: |"))}");
        for (var i = 0; i < trial.Tested.Count; i++)
            line($"| {trial.Tested[i]} | {string.Join(" | ", trial.Sets.Values.Select(s => s.Average(a => a.ByClass[i]).ToString("P1", CultureInfo.InvariantCulture)))} |");
        if (trial.Untested.Count > 0)
            line($"\nNot tested, since training or held-out tiles have no pixel of them: class {string.Join(", ", trial.Untested)}.");
    }

    private static void Paired(Action<FormattableString> line, string what, PairedDifference paired) =>
        line($"| {what} | {AugmentationVerdict.Points(paired.Difference)} | {paired.Verdict.ToString().ToLowerInvariant()} |");

    private static string Name(TrainingSet set) => set switch
    {
        TrainingSet.Real => "real alone",
        TrainingSet.RealAndSynthetic => "real and synthetic",
        TrainingSet.RealAndCopies => "real and noisy copies",
        _ => "synthetic alone",
    };

    private static string Share(IEnumerable<double> values)
    {
        var summary = Summary.Of(values)!;
        return string.Create(CultureInfo.InvariantCulture, $"{100 * summary.Mean:F1} ± {100 * summary.HalfWidth!.Value:F1} %");
    }
}
