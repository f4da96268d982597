using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using Hud.Engine.Methods;
using Hud.Engine.Methods.Hud;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Engine.Trials;

/// <summary>A few optimiser steps of HUD on a small synthetic scene, on one CPU thread. A machine that crashes on them, or
/// whose weights differ from those of a healthy machine of its kind, must get no trials.
/// <para>What it can show and what not: the last bits of floating-point sums depend on the processor's family and vector
/// width, so there is no hash that every healthy machine has. <see cref="Expected"/> knows the processors that this
/// project's tests ran on; machines of any other kind can only be compared with one another. Only the CPU is tried, also
/// where trials will run on a GPU.</para></summary>
public static class Canary
{
    private const int Steps = 3;
    private const string Scene = "synthetic:rows=32,cols=32,bands=12,endmembers=3";

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["AuthenticAMD family 25 model 17 avx512 libtorch 2.10.0.0"] =
            "01b2c6c97f0b7e5fb1652d178a9d46bd1df9aedaddb412b9746979bf19148dc8",
    }.ToFrozenDictionary();

    /// <summary>What the hash depends on besides the engine: processor and libtorch.</summary>
    public static string Architecture()
    {
        TorchRuntime.Ensure(1);
        var facts = File.ReadLines("/proc/cpuinfo").TakeWhile(line => line.Length > 0)
            .Select(line => line.Split(':', 2)).Where(p => p.Length == 2)
            .ToDictionary(p => p[0].Trim(), p => p[1].Trim());
        string Fact(string name) => facts.GetValueOrDefault(name, "unknown");
        var width = Vector512.IsHardwareAccelerated ? "avx512" : Vector256.IsHardwareAccelerated ? "avx2" : "sse";
        return $"{Fact("vendor_id")} family {Fact("cpu family")} model {Fact("model")} {width} libtorch {__version__}";
    }

    /// <returns>The hash that healthy machines of this kind have; null where the engine does not know it.</returns>
    public static string? Expected(string architecture) => Known.GetValueOrDefault(architecture);

    /// <param name="scratch">A folder for files that may be removed afterwards.</param>
    /// <returns>SHA-256 over names and bits of the trained state, lower-case hex.</returns>
    public static string Run(string scratch)
    {
        ArgumentNullException.ThrowIfNull(scratch);
        TorchRuntime.Ensure(1);
        var (method, scenes) = (new HudMethod(), new SceneLoader([]));
        var pin = scenes.Pin(Scene);
        var options = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("preset", "tiny");
        var spec = new TrialSpec(
            pin, method.Name, 1, new Budget(Steps, 2, Steps, 16), new Sampling(1, "ddim", 2),
            new Evaluation(["point_fidelity"], 8, 2), method.Resolve(pin, options), Threads: 1);
        using var trainer = method.Create(new PreparedScene(scenes.Load(Scene), new SharedWork(scratch), 1), spec);
        for (var step = 0; step < Steps; step++) trainer.Step(step);
        return Hash(trainer.State());
    }

    private static string Hash(IReadOnlyDictionary<string, Tensor> state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in state.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            using var flat = tensor.detach().contiguous();
            hash.AppendData(flat.bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
