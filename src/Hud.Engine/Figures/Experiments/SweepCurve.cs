using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;

namespace Hud.Engine.Figures.Experiments;

/// <summary>One metric of one method on one scene over the values of a swept number.</summary>
/// <param name="Label">Tells the curve from the others of its plot.</param>
/// <param name="Floors">Mean floors at the points that have one: a block's side or a number of images moves them too.</param>
public sealed record SweepCurve(
    string Label, ImmutableArray<(double X, Summary Y)> Points, ImmutableArray<(double X, double Y)> Floors)
{
    /// <summary>The curves of a plot; empty where the axis has no two numbers or nothing is done. Undefined values have no place
    /// in a plot: a point with one is left out.</summary>
    /// <param name="axis">"method.option" or a common setting.</param>
    public static ImmutableArray<SweepCurve> Of(ExperimentRecord record, string axis, string metric)
    {
        ArgumentNullException.ThrowIfNull(record);
        var others = record.Plan.Sweep.Remove(axis);
        var done =
            from trial in record.Plan.Trials
            let x = Number(trial.Setting(axis))
            let result = record.Ledger.Find(TrialKey.Of(trial))
            let value = result?.Metrics.FirstOrDefault(m => m.Name == metric)
            where x is not null && value is not null
            let rest = others.Select(o => (Name: o, Value: trial.Setting(o))).Where(o => o.Value is not null)
            select (Label: LabelOf(trial, rest), X: x.Value, Value: value);
        return
        [
            .. done.GroupBy(d => d.Label, d => (d.X, d.Value))
                .Select(g => new SweepCurve(
                    g.Key,
                    [.. Means(g, v => v.Value).Where(p => double.IsFinite(p.Y.Mean))],
                    [.. Means(g, v => v.Floor).Select(p => (p.X, p.Y.Mean)).Where(p => double.IsFinite(p.Mean))]))
                .Where(c => c.Points.Length > 1),
        ];
    }

    private static IEnumerable<(double X, Summary Y)> Means(
        IEnumerable<(double X, MetricValue Value)> values, Func<MetricValue, double?> part) =>
        from value in values
        group part(value.Value) by value.X into peers
        orderby peers.Key
        let summary = Summary.Of(peers.OfType<double>())
        where summary is not null
        select (peers.Key, summary);

    private static string LabelOf(TrialSpec trial, IEnumerable<(string Name, string? Value)> rest) => string.Join(", ",
        rest.Select(o => $"{o.Name}={o.Value}").Prepend($"{trial.Method} on {FigureText.Scene(trial.Scene.Name, trial.Scene.Provenance)}"));

    private static double? Number(string? text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
