using System.Text.Json;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;

namespace Hud.Bench;

/// <summary>Resident memory of a long training, after a warm-up of two tenths (tiered compilation, allocator pools) against
/// its end, checkpoints included.</summary>
internal static class MemoryBench
{
    public static int Run(string[] args)
    {
        var options = new BenchOptions(
            args, "--steps", "--preset", "--batch", "--crop", "--threads", "--shards", "--precision", "--out");
        var steps = options.Number("--steps", 10_000);
        TorchRuntime.Ensure(options.Number("--threads", 2));
        using var training = new DenoiserTraining(
            UNetPreset.Parse(options.Text("--preset", "tiny")),
            options.Text("--precision", "fp32") == "bf16" ? Precision.Bf16Mixed : Precision.Fp32,
            options.Number("--batch", 4), 16, options.Number("--crop", 16), options.Number("--shards", 1));
        var samples = new Samples(steps);
        var start = TimeProvider.System.GetTimestamp();
        TrainingLoop.Run(
            training, steps, Math.Max(1, steps / 10), new CheckpointStore(options.Text("--out", ".")), new StopSignal(), samples, 1);
        // The median of a tenth: single readings jump with the garbage collector.
        var (early, late) = (samples.Median(0.2, 0.3), samples.Median(0.9, 1));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            bench = "memory",
            steps,
            seconds = Math.Round(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 1),
            megabytes_early = Math.Round(early / 1e6, 1),
            megabytes_late = Math.Round(late / 1e6, 1),
            growth_percent = Math.Round(100 * ((late / early) - 1), 2),
            megabytes_by_tenth = Enumerable.Range(0, 10).Select(i => Math.Round(samples.Median(i / 10.0, (i + 1) / 10.0) / 1e6, 1)),
        }));
        return 0;
    }

    private sealed class Samples(long steps) : ITrainingObserver
    {
        private readonly double[] _resident = new double[steps];

        public double Median(double from, double to)
        {
            var part = _resident[(int)(from * steps)..(int)(to * steps)];
            Array.Sort(part);
            return part[part.Length / 2];
        }

        public void Resumed(long step, double runningLoss)
        {
        }

        public void Stepped(long step, double loss, double runningLoss) => _resident[step - 1] = Environment.WorkingSet;

        public void Checkpointed(CheckpointInfo checkpoint)
        {
        }

        public void Warned(string message) => Console.Error.WriteLine(message);
    }
}
