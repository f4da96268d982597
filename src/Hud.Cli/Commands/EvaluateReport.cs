using System.Globalization;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Experiments.Results;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary>What <c>hud evaluate</c> says.</summary>
internal static class EvaluateReport
{
    public static void Write(
        CommandOutput output, Scene scene, string file, int images, int block, MetricInputs inputs,
        (IReadOnlyList<MetricValue> Values, IReadOnlyDictionary<string, string> LeftOut) measured)
    {
        foreach (var line in scene.Report) output.Aside.WriteLine($"{scene.Name}: {line}");
        if (scene.IsDerived)
            output.Aside.WriteLine($"{scene.Name} is a derived copy: do not compare these numbers with published ones");

        foreach (var (name, reason) in measured.LeftOut) output.Aside.WriteLine($"{name} left out: {reason}");

        var values = measured.Values.ToDictionary(v => v.Name);
        var (fidelity, diversity, ratio) = (
            values[MetricDefinitions.PointFidelity.Name], values[MetricDefinitions.BlockDiversity.Name],
            values[MetricDefinitions.Ratio.Name]);

        var table = new Table().Border(TableBorder.Simple).AddColumns("metric", "value", "floor", "better", "unit");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var value in measured.Values)
        {
            var definition = MetricDefinitions.All.First(d => d.Name == value.Name);
            table.AddRow(
                definition.Name, Number(value.Value) + (value.Error is { } error ? $" (s.e. {Number(error)})" : ""), value.Floor is { } floor ? Number(floor) : "none",
                definition.HigherIsBetter ? "higher" : "lower", definition.Unit);
        }

        output.People.Write(table);
        foreach (var peers in measured.Values.Where(v => v.Remark is not null).GroupBy(v => v.Remark))
            output.People.WriteLine($"{string.Join(", ", peers.Select(v => v.Name))}: {peers.Key}");
        output.People.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{inputs.Pixels} pixels and {inputs.Blocks} blocks of {block} x {block} in {images} images, against {scene.Cube.Rows} x {scene.Cube.Cols} pixels of {scene.Name}{(scene.IsDerived ? " (derived)" : "")}"));
        output.Document(new
        {
            Real = scene.Name,
            Provenance = scene.Provenance.ToString().ToLowerInvariant(),
            scene.Sha256,
            Generated = file,
            Images = images,
            Block = block,
            PointFidelity = fidelity.Value,
            BlockDiversity = diversity.Value,
            Ratio = ratio.Value,
            inputs.Pixels,
            inputs.Blocks,
            Floors = fidelity.Floor is null
                ? null
                : new { PointFidelity = fidelity.Floor, BlockDiversity = diversity.Floor, Ratio = ratio.Floor },
            Metrics = measured.Values.Where(v => !EvaluateMetrics.Paper.Contains(v.Name))
                .ToDictionary(v => v.Name, v => new { v.Value, v.Floor, v.Error, v.Remark }),
            measured.LeftOut,
            Versions = measured.Values.ToDictionary(v => v.Name, v => v.Version),
        });
    }

    private static string Number(double value) => value.ToString("F6", CultureInfo.InvariantCulture);
}
