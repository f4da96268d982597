using System.Globalization;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Experiments.Results;
using Spectre.Console;

namespace Hud.Cli.Commands;

/// <summary>What <c>hud evaluate</c> says.</summary>
internal static class EvaluateReport
{
    private static readonly MetricDefinition[] Shown =
        [MetricDefinitions.PointFidelity, MetricDefinitions.BlockDiversity, MetricDefinitions.Ratio];

    public static void Write(CommandOutput output, Scene scene, string file, int images, int block, MetricInputs inputs)
    {
        foreach (var line in scene.Report) output.Aside.WriteLine($"{scene.Name}: {line}");
        if (scene.IsDerived)
            output.Aside.WriteLine($"{scene.Name} is a derived copy: do not compare these numbers with published ones");

        var values = MetricRegistry.Measure(Shown.Select(d => d.Name), inputs).ToDictionary(v => v.Name);
        var (fidelity, diversity, ratio) = (
            values[MetricDefinitions.PointFidelity.Name], values[MetricDefinitions.BlockDiversity.Name],
            values[MetricDefinitions.Ratio.Name]);

        var table = new Table().Border(TableBorder.Simple).AddColumns("metric", "value", "floor", "better");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var definition in Shown)
        {
            var value = values[definition.Name];
            table.AddRow(definition.Name, Number(value.Value), value.Floor is { } floor ? Number(floor) : "none",
                definition.HigherIsBetter ? "higher" : "lower");
        }

        output.People.Write(table);
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
            Versions = values.Values.ToDictionary(v => v.Name, v => v.Version),
        });
    }

    private static string Number(double value) => value.ToString("F6", CultureInfo.InvariantCulture);
}
