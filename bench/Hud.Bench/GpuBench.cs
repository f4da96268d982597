using System.Collections.Immutable;
using System.Text.Json;
using Hud.Engine.Methods;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Bench;

/// <summary>Trains a method for some steps on a device and says how fast and with how much memory. The state and the losses that
/// it leaves can be compared with those of another device, arithmetic or run (<see cref="StateComparison"/>).</summary>
internal static class GpuBench
{
    private const string Scene = "synthetic:rows=145,cols=145,bands=200,endmembers=16";

    public static int Run(string[] args)
    {
        var options = new BenchOptions(
            args, "--device", "--method", "--preset", "--precision", "--batch", "--steps", "--warm", "--threads", "--out");
        var threads = options.Number("--threads", Environment.ProcessorCount);
        var gpu = options.Text("--device", "cpu") == "cuda";
        using var device = gpu ? GpuRuntime.Open() : null;
        TorchRuntime.Ensure(threads);
        var (method, preset) = (options.Text("--method", "hud"), options.Text("--preset", "small"));
        var precision = options.Text("--precision", "fp32");
        if (method == "hud") GpuRuntime.Declare(precision);
        var (batch, steps, warm) = (options.Number("--batch", 64), options.Number("--steps", 100), options.Number("--warm", 10));
        var scratch = Directory.CreateTempSubdirectory("hud-bench-");
        using var trainer = Trainer(method, preset, precision, batch, steps, threads, scratch.FullName);
        var losses = new List<double>();
        var start = TimeProvider.System.GetTimestamp();
        for (var step = 0; step < steps; step++)
        {
            if (step == warm) start = TimeProvider.System.GetTimestamp();
            losses.Add(trainer.Step(step));
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var facts = RunFacts.OfThisProcess();
        if (options.Text("--out", "") is { Length: > 0 } file) Keep(trainer, losses, file);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            bench = "gpu",
            device = gpu ? facts.GetValueOrDefault("gpu", "cuda") : facts["cpu"],
            method,
            preset,
            precision,
            batch,
            threads,
            steps_per_second = Math.Round((steps - Math.Min(warm, steps - 1)) / seconds, 3),
            memory_mib = gpu ? facts.GetValueOrDefault("gpu_used_mib") : PeakMib(),
            deterministic = facts.GetValueOrDefault("gpu_deterministic"),
            micro_batch = facts.GetValueOrDefault("micro_batch"),
            last_loss = losses[^1],
        }));
        scratch.Delete(recursive: true);
        return 0;
    }

    private static ITrainer Trainer(
        string name, string preset, string precision, int batch, int steps, int threads, string shared)
    {
        var (method, scenes) = (MethodRegistry.Get(name), new SceneLoader([]));
        var pin = scenes.Pin(Scene);
        var chosen = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("preset", preset);
        if (name == "hud") chosen = chosen.Add("precision", precision);
        var spec = new TrialSpec(
            pin, name, 1, new Budget(steps, batch, steps, 32), new Sampling(1, "ddpm", 2), new Evaluation(["point_fidelity"], 8, 2),
            method.Resolve(pin, chosen), threads);
        return method.Create(new PreparedScene(scenes.Load(Scene), new SharedWork(shared), threads), spec);
    }

    private static void Keep(ITrainer trainer, List<double> losses, string path)
    {
        var state = trainer.State().ToDictionary();
        using var curve = tensor(losses.ToArray());
        state[StateComparison.Losses] = curve;
        using var file = File.Create(path);
        Safetensors.Write(file, state);
    }

    private static string? PeakMib() => File.ReadLines("/proc/self/status")
        .FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] is { } kib
        ? $"{long.Parse(kib, System.Globalization.CultureInfo.InvariantCulture) / 1024}" : null;
}
