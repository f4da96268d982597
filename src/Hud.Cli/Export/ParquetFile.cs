using Hud.Experiments.Reports;
using Hud.Experiments.Results;
using Parquet;
using Parquet.Schema;

namespace Hud.Cli.Export;

/// <summary>All measured numbers of an experiment as one Apache Parquet table, with the columns of the CSV.</summary>
internal static class ParquetFile
{
    public static async Task Write(ExperimentRecord record, Stream stream)
    {
        var rows = MetricRow.Of(record).ToList();
        List<(DataField Field, Func<ParquetRowGroupWriter, DataField, Task> Write)> columns =
        [
            Text("experiment", r => r.Experiment), Text("trial", r => r.Trial.Value), Text("scene", r => r.Spec.Scene.Name),
            Text("provenance", r => r.Spec.Scene.Provenance.ToString().ToLowerInvariant()), Text("scene_sha256", r => r.Spec.Scene.Sha256),
            Text("method", r => r.Spec.Method), Values("seed", r => r.Spec.Seed),
            .. record.Plan.Sweep.Select(name => Text(name, r => r.Settings.GetValueOrDefault(name), nullable: true)),
            Text("metric", r => r.Metric.Name), Values("version", r => r.Metric.Version), Values("value", r => r.Metric.Value),
            Maybe("floor", r => r.Metric.Floor), Maybe("standard_error", r => r.Metric.Error),
        ];
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(c => c.Field)), stream);
        using var group = writer.CreateRowGroup();
        foreach (var (field, write) in columns) await write(group, field);

        (DataField, Func<ParquetRowGroupWriter, DataField, Task>) Text(string name, Func<MetricRow, string?> value, bool nullable = false) =>
            (new DataField<string>(name, nullable), (g, f) => g.WriteAsync(f, rows.ConvertAll(r => value(r)!)));

        (DataField, Func<ParquetRowGroupWriter, DataField, Task>) Values<T>(string name, Func<MetricRow, T> value)
            where T : struct => (new DataField<T>(name), (g, f) => g.WriteAsync<T>(f, rows.Select(value).ToArray()));

        (DataField, Func<ParquetRowGroupWriter, DataField, Task>) Maybe(string name, Func<MetricRow, double?> value) =>
            (new DataField<double?>(name), (g, f) => g.WriteAsync<double>(f, rows.Select(value).ToArray()));
    }
}
