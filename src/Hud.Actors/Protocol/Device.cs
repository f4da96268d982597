using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;

namespace Hud.Actors.Protocol;

/// <summary>A part of a machine that runs one attempt at a time.</summary>
/// <param name="Name">Unique on its node: cpu:0, cuda:1, ...</param>
/// <param name="Threads">Most compute threads of an attempt on a CPU slot, at least 1. On a GPU the arithmetic is the
/// GPU's, and any trial may run there.</param>
/// <param name="MemoryBytes">The device's own memory; null where it is unknown or shared.</param>
public sealed record Device(string Name, DeviceKind Kind, int Threads, long? MemoryBytes = null)
{
    /// <summary>Equal CPU slots: cpu:0, cpu:1, ...</summary>
    public static ImmutableArray<Device> Cpus(int count, int threads) =>
    [
        .. Enumerable.Range(0, count)
            .Select(i => new Device(string.Create(CultureInfo.InvariantCulture, $"cpu:{i}"), DeviceKind.Cpu, threads)),
    ];

    public override string ToString() => Kind == DeviceKind.Cpu
        ? string.Create(CultureInfo.InvariantCulture, $"{Name} ({Threads} threads)")
        : MemoryBytes is { } bytes
            ? string.Create(CultureInfo.InvariantCulture, $"{Name} ({bytes / (1 << 30)} GiB)")
            : Name;
}
