using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Hud.Actors.Protocol;
using Hud.Engine.Native;
using Hud.Experiments.Configuration;
using Hud.Experiments.Plans;

namespace Hud.Node;

/// <summary>Which of a machine's devices a node offers: settings <c>node.devices</c> and <c>node.threads</c>.</summary>
/// <param name="Devices">Each runs one attempt at a time.</param>
/// <param name="Gpus">UUID of each GPU among them, by the device's name.</param>
public sealed partial record DeviceChoice(ImmutableArray<Device> Devices, ImmutableDictionary<string, string> Gpus)
{
    private const string Auto = "auto";

    /// <summary>Every GPU that CUDA shows to this process; none in a build that computes on CPUs only.</summary>
    public static IReadOnlyList<Gpu> Find() => TorchRuntime.HasCuda ? NvidiaSmi.Visible() : [];

    /// <param name="find">Asked only where it matters; in order of their CUDA numbers.</param>
    /// <exception cref="Experiments.InputException">A device that is none, is named twice, or is not here.</exception>
    public static DeviceChoice From(ConfigurationSection section, Func<IReadOnlyList<Gpu>> find)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(find);
        var threads = section.Integer("threads", Environment.ProcessorCount, 1, 1024);
        var names = section.List("devices");
        var setting = section.Find("devices");
        if (names.IsEmpty || names is [Auto]) return AutomaticOf(find(), threads);
        if (!names.All(d => Pattern().IsMatch(d)))
            throw setting!.Wrong("must be auto, or devices like cpu, cpu:1 or cuda:0, between commas");
        ImmutableArray<string> slots = [.. names.Select(d => d == "cpu" ? "cpu:0" : d)];
        if (slots.Distinct().Count() < slots.Length) throw setting!.Wrong("names a device twice");
        var gpus = slots.Any(IsGpu) ? ByName(find()) : ImmutableSortedDictionary<string, Gpu>.Empty;
        if (slots.FirstOrDefault(s => IsGpu(s) && !gpus.ContainsKey(s)) is { } missing) throw setting!.Wrong(Absence(missing, gpus));
        return Of(slots, gpus, threads);
    }

    /// <summary>All GPUs, or the processor where there is none.</summary>
    private static DeviceChoice AutomaticOf(IReadOnlyList<Gpu> found, int threads)
    {
        var gpus = ByName(found);
        return Of(gpus.IsEmpty ? ["cpu:0"] : [.. found.Select((_, i) => NameOf(i))], gpus, threads);
    }

    private static DeviceChoice Of(ImmutableArray<string> slots, ImmutableSortedDictionary<string, Gpu> gpus, int threads) => new(
        [
            .. slots.Select(slot => gpus.TryGetValue(slot, out var gpu)
                ? new Device(slot, DeviceKind.Cuda, threads, gpu.MemoryMib << 20)
                : new Device(slot, DeviceKind.Cpu, threads)),
        ],
        slots.Where(gpus.ContainsKey).ToImmutableDictionary(slot => slot, slot => gpus[slot].Uuid));

    private static string Absence(string missing, ImmutableSortedDictionary<string, Gpu> gpus) =>
        !TorchRuntime.HasCuda && gpus.IsEmpty
            ? $"names {missing}, but this build computes on CPUs only; build with -p:HudTorch=cuda"
            : gpus.IsEmpty
                ? $"names {missing}, but nvidia-smi shows no GPU"
                : $"names {missing}, but there are only {string.Join(", ", gpus.Select(g => $"{g.Key} ({g.Value})"))}";

    private static ImmutableSortedDictionary<string, Gpu> ByName(IReadOnlyList<Gpu> gpus) =>
        gpus.Select((gpu, i) => (Name: NameOf(i), gpu)).ToImmutableSortedDictionary(g => g.Name, g => g.gpu, StringComparer.Ordinal);

    private static string NameOf(int position) => string.Create(CultureInfo.InvariantCulture, $"cuda:{position}");

    private static bool IsGpu(string slot) => slot.StartsWith("cuda", StringComparison.Ordinal);

    [GeneratedRegex("^(cpu|cpu:[0-9]{1,3}|cuda:[0-9]{1,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
