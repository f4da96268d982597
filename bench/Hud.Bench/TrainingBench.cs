using System.Globalization;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Bench;

/// <summary>Takes one training step for each line on standard input and answers with its milliseconds and loss, so that a
/// peer can alternate with it. First leaves weights, batch and output in exchange.safetensors.</summary>
internal static class TrainingBench
{
    public static int Run(string[] args)
    {
        var options = new BenchOptions(
            args, "--preset", "--precision", "--batch", "--channels", "--crop", "--threads", "--shards", "--out");
        var (threads, shards) = (options.Number("--threads", 2), options.Number("--shards", 1));
        TorchRuntime.Ensure(threads);
        using var training = new DenoiserTraining(
            UNetPreset.Parse(options.Text("--preset", "base")),
            options.Text("--precision", "fp32") == "bf16" ? Precision.Bf16Mixed : Precision.Fp32,
            options.Number("--batch", 32), options.Number("--channels", 16), options.Number("--crop", 32), shards);
        training.Fill(0);
        Exchange(training, Path.Combine(options.Text("--out", "."), "exchange.safetensors"));
        Console.WriteLine("ready");
        for (var step = 0; Console.ReadLine() is not null; step++)
        {
            var start = TimeProvider.System.GetTimestamp();
            var loss = training.Train(step);
            var milliseconds = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F2} {loss:R}"));
        }

        return 0;
    }

    private static void Exchange(DenoiserTraining training, string path)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var tensors = TrainableState.Of(training.Network, "model.").ToDictionary();
        tensors["input"] = training.Input;
        tensors["times"] = training.Times;
        tensors["target"] = training.Target;
        tensors["output"] = training.Network.forward(training.Input, training.Times);
        using var file = File.Create(path);
        Safetensors.Write(file, tensors);
    }
}
