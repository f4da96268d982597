using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Targets;

/// <summary>Numbers that somebody published, to set ours beside: a targets file, frozen into a plan.</summary>
/// <param name="Source">Where they were published.</param>
/// <param name="Columns">The publication's columns, in its order.</param>
/// <param name="Metrics">Metric names distinct.</param>
public sealed record PublishedNumbers(
    string Source, ImmutableArray<PublishedColumn> Columns, ImmutableArray<PublishedMetric> Metrics)
{
    public PublishedMetric? Find(string metric) => Metrics.FirstOrDefault(m => m.Name == metric);

    /// <summary>The column a trial is set beside; null when it belongs to none. Columns never share a trial.</summary>
    public int? ColumnOf(TrialSpec trial)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i].Holds(trial)) return i;
        }

        return null;
    }
}

/// <param name="Name">As printed.</param>
/// <param name="Options">Options that a trial of <paramref name="Method"/> must have to belong here, as canonical text.</param>
public sealed record PublishedColumn(string Name, string Method, ImmutableSortedDictionary<string, string> Options)
{
    public bool Holds(TrialSpec trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Method == Method && Options.All(o => trial.Options.GetValueOrDefault(o.Key) == o.Value);
    }
}

/// <summary>One metric's printed table. Numbers are decimal because their printed digits matter: 0.990 is not 0.99.</summary>
/// <param name="Table">The publication's name of the table ("I").</param>
/// <param name="Note">What a reader of the comparison must know, or the empty string.</param>
/// <param name="Margin">Means within this distance count as the same: absolute, or a share of the published number.</param>
/// <param name="Averages">As printed, parallel to the columns; null where none is printed.</param>
public sealed record PublishedMetric(
    string Name, string Table, string Note, decimal Margin, bool IsRelative, ImmutableArray<PublishedRow> Rows,
    ImmutableArray<decimal?> Averages)
{
    /// <summary>True where the publication measured with means of its own that nobody else has (another classifier): its numbers are
    /// shown, and no verdict is passed on the difference.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnAnotherScale { get; init; }

    /// <summary>Null where nothing was published.</summary>
    public decimal? Value(string scene, int column) => Rows.FirstOrDefault(r => r.Scene == scene)?.Values[column];

    /// <summary>The margin around a published number, in the metric's unit.</summary>
    public double MarginOf(decimal published) => (double)(IsRelative ? Margin * Math.Abs(published) : Margin);
}

/// <param name="Values">Parallel to the columns; null where nothing is printed.</param>
public sealed record PublishedRow(string Scene, ImmutableArray<decimal?> Values);
