using System.Text.Json;
using Hud.Engine.Native;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Bench;

/// <summary>How far two states that <see cref="GpuBench"/> left are apart.</summary>
internal static class StateComparison
{
    public const string Losses = "losses";

    /// <summary>Prints whether all bits agree, the largest relative difference of a loss, and the largest difference of a number of
    /// the state in terms of the largest number of its tensor.</summary>
    public static int Run(string[] args)
    {
        TorchRuntime.Ensure(1);
        using var scope = NewDisposeScope();
        var (a, b) = (Read(args[0]), Read(args[1]));
        var pairs = a.Keys.Where(k => k != Losses).Select(k => (Name: k, A: a[k].to(ScalarType.Float64), B: b[k].to(ScalarType.Float64))).ToList();
        var (name, worst) = pairs.Select(p => (p.Name, Difference: Relative(p.A, p.B))).MaxBy(p => p.Difference);
        var (x, y) = (a[Losses].data<double>().ToArray(), b[Losses].data<double>().ToArray());
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            bench = "gpu-compare",
            of = args.Length > 2 ? args[2] : null,
            steps = x.Length,
            equal_bits = a.All(p => p.Value.bytes.SequenceEqual(b[p.Key].bytes)),
            loss = x.Zip(y, (p, q) => Math.Abs(p - q) / Math.Max(Math.Abs(p), 1e-12)).Max(),
            state = worst,
            in_tensor = name,
        }));
        return 0;
    }

    private static double Relative(Tensor a, Tensor b)
    {
        var largest = Number.From(a.abs().max());
        return largest == 0 ? 0 : Number.From((a - b).abs().max()) / largest;
    }

    private static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        using var file = File.OpenRead(path);
        return Safetensors.Read(file).Tensors;
    }
}
