using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hud.Engine.Native;
using TorchSharp;

namespace Hud.Engine.Training;

/// <summary>What may change the last bits of a computation on another machine.</summary>
public static class RunFacts
{
    /// <summary>cpu, instruction_set, threads, dotnet, torchsharp, libtorch and hud (this engine's version); on a GPU also what
    /// <see cref="GpuFacts"/> knows; micro_batch where memory did not take a share of a batch at once.</summary>
    public static IReadOnlyDictionary<string, string> OfThisProcess()
    {
        var facts = OfTheCpu();
        if (ComputeDevice.IsGpu) GpuFacts.AddTo(facts);
        if (MicroBatches.Smallest is { } images) facts["micro_batch"] = images.ToString(CultureInfo.InvariantCulture);
        return facts;
    }

    private static Dictionary<string, string> OfTheCpu() => new()
    {
        ["cpu"] = CpuModel(),
        ["instruction_set"] = Vector512.IsHardwareAccelerated ? "avx512" : "avx2 or less",
        ["threads"] = torch.get_num_threads().ToString(CultureInfo.InvariantCulture),
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
        ["torchsharp"] = VersionOf(typeof(torch).Assembly),
        ["libtorch"] = torch.__version__,
        ["hud"] = VersionOf(typeof(RunFacts).Assembly),
    };

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static string CpuModel() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";
}
