using System.Globalization;
using Hud.Engine.Native;
using TorchSharp;

namespace Hud.Engine.Training;

/// <summary>What may change the last bits of a computation on another GPU, and what memory it took.</summary>
internal static class GpuFacts
{
    /// <summary>gpu (its name), gpu_used_mib, gpu_deterministic and gpu_tf32. torch keeps whatever memory it once took, so what is in
    /// use at the end of a phase is the most that was, the driver's own part included; nobody else computes on the device.</summary>
    public static void AddTo(Dictionary<string, string> facts)
    {
        facts["gpu_deterministic"] = Word(TorchContext.IsDeterministic);
        facts["gpu_tf32"] = Word(torch.backends.cudnn.allow_tf32);
        if (NvidiaSmi.Visible() is not [var gpu, ..]) return;
        facts["gpu"] = gpu.Name;
        if (gpu.UsedMib is { } used) facts["gpu_used_mib"] = used.ToString(CultureInfo.InvariantCulture);
    }

    private static string Word(bool fact) => fact ? "yes" : "no";
}
