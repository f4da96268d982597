using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Native;

/// <summary>Where networks compute: the CPU, unless a GPU was chosen by whoever calls (and for whatever it calls). Random numbers
/// and first weights are always made on the CPU, so that a trial draws the same ones on every device.</summary>
public static class ComputeDevice
{
    private static readonly AsyncLocal<DeviceType?> Chosen = new();

    /// <summary>False on the CPU.</summary>
    public static bool IsGpu => Chosen.Value is not null;

    /// <summary>How many shares a batch is computed in at once: a GPU takes all of it alone.</summary>
    public static int Shares(int threads) => IsGpu ? 1 : threads;

    /// <summary>Everything from here to the disposal of the result computes on the CPU.</summary>
    public static IDisposable UseCpu() => Use(DeviceType.CPU);

    /// <summary>Everything from here to the disposal of the result computes there.</summary>
    internal static IDisposable Use(DeviceType type)
    {
        var before = Chosen.Value;
        Chosen.Value = type == DeviceType.CPU ? null : type;
        return new Restore(before);
    }

    /// <summary>The tensor itself on the CPU, a copy on the GPU.</summary>
    public static Tensor Placed(this Tensor tensor) => Chosen.Value is { } type ? tensor.to(type) : tensor;

    /// <summary>The network itself, its weights moved. Before anything takes hold of its parameters: moved ones are others.</summary>
    public static T PlacedNetwork<T>(this T network) where T : nn.Module =>
        Chosen.Value is { } type ? network.to(type) : network;

    /// <summary>The tensor itself where it lies on the CPU, else a copy there.</summary>
    public static Tensor OnHost(this Tensor tensor) => tensor.device_type == DeviceType.CPU ? tensor : tensor.cpu();

    private sealed class Restore(DeviceType? before) : IDisposable
    {
        public void Dispose() => Chosen.Value = before;
    }
}
