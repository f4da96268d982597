using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hud.Engine.Native;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Files;

namespace Hud.Cli.Doctor;

/// <summary>Processor, memory, disk and the native libraries.</summary>
internal static class MachineFindings
{
    private const long GiB = 1L << 30;

    public static IEnumerable<Finding> Of(string outFolder)
    {
        yield return new("system", true, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        yield return Torch();
        yield return Processor();
        yield return Gpus();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        yield return new("memory", memory >= 2 * GiB, $"{memory / (double)GiB:F1} GiB",
            memory >= 4 * GiB ? null : "large presets and batches may not fit: take a smaller preset or batch");
        yield return Disk(outFolder);
        yield return OutFolder(outFolder);
    }

    private static Finding Torch()
    {
        try
        {
            TorchRuntime.Ensure(Environment.ProcessorCount);
            var facts = RunFacts.OfThisProcess();
            return new("libtorch", true, $"{facts["libtorch"]}, TorchSharp {facts["torchsharp"]}"
                + (TorchRuntime.Patched ? " (binding adapted to this system's older libstdc++)" : ""));
        }
        catch (DllNotFoundException e)
        {
            return new("libtorch", false, e.Message, "rebuild with ./hud, or set the missing system library right");
        }
    }

    private static Finding Gpus()
    {
        var found = NvidiaSmi.Visible();
        return found.Count == 0
            ? new("gpu", true, "nvidia-smi shows none")
            : new("gpu", true, string.Join("; ", found.Select((g, i) => $"cuda:{i} ({g})")),
                TorchRuntime.HasCuda ? null : "this build computes on CPUs only: build with -p:HudTorch=cuda to use them");
    }

    private static Finding Processor()
    {
        var flags = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("flags", StringComparison.Ordinal)) ?? "";
        var bf16 = flags.Contains("amx_bf16", StringComparison.Ordinal) ? "AMX bf16"
            : flags.Contains("avx512_bf16", StringComparison.Ordinal) ? "AVX-512 bf16" : null;
        var vectors = Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128";
        return new("processor", true, $"{Environment.ProcessorCount} cores, {vectors}-bit vectors, {bf16 ?? "no bf16"}",
            bf16 is null ? "keep precision fp32: bf16 is slower here" : "precision bf16 may train faster; docs/performance.md says by how much");
    }

    private static Finding Disk(string folder)
    {
        var existing = new DirectoryInfo(Path.GetFullPath(folder));
        while (!existing.Exists && existing.Parent is { } parent) existing = parent;
        var free = new DriveInfo(existing.FullName).AvailableFreeSpace;
        return new("disk", free >= GiB, $"{free / (double)GiB:F1} GiB free for {folder}",
            free >= 10 * GiB ? null : "1,024 images of 32 x 32 pixels and 100 bands alone take 0.4 GiB");
    }

    private static Finding OutFolder(string folder)
    {
        try
        {
            WritableFolder.Ensure(folder);
            return new("out folder", true, $"{Path.GetFullPath(folder)} is writable");
        }
        catch (InputException e)
        {
            return new("out folder", false, e.Message, "choose another with --out");
        }
    }
}
