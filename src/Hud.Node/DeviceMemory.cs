using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Engine.Native;
using Hud.Experiments.Plans;
using Hud.Node.Processes;

namespace Hud.Node;

/// <summary>Memory that a device's trial uses, looked up when somebody asks.</summary>
/// <param name="gpus">UUID of each GPU, by the device's name.</param>
public sealed class DeviceMemory(ChildProcessRunner runner, ImmutableDictionary<string, string> gpus, TimeProvider time)
{
    /// <summary>nvidia-smi tells of all GPUs at once, and takes its time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private IReadOnlyList<Gpu> _seen = [];
    private long? _looked;

    /// <returns>Bytes: resident ones of the process on a CPU, what is in use of a GPU; null where nobody can tell.</returns>
    public long? Of(Device device, AttemptId attempt)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device.Kind == DeviceKind.Cpu) return runner.MemoryOf(attempt);
        return gpus.TryGetValue(device.Name, out var uuid) && Look().FirstOrDefault(g => g.Uuid == uuid) is { UsedMib: { } used }
            ? used << 20
            : null;
    }

    private IReadOnlyList<Gpu> Look()
    {
        lock (_gate)
        {
            if (_looked is { } at && time.GetElapsedTime(at) < Fresh) return _seen;
            (_seen, _looked) = (NvidiaSmi.Visible(), time.GetTimestamp());
            return _seen;
        }
    }
}
