using System.Runtime.InteropServices;

namespace Hud.Engine.Native;

/// <summary>Switches of libtorch that TorchSharp does not pass on, by the names that its C++ functions are exported under.</summary>
internal static unsafe class TorchContext
{
    /// <summary>Deterministic kernels of cuDNN and of torch itself; operations that have none go on with what they have, and
    /// cuDNN is not asked to try which of its kernels is fastest just now.</summary>
    public static void BeDeterministic()
    {
        Set("_ZN2at7Context21setDeterministicCuDNNEb", true);
        Set("_ZN2at7Context17setBenchmarkCuDNNEb", false);
        // Every fresh tensor would be filled, for those who read what they never wrote.
        Set("_ZN2at7Context39setDeterministicFillUninitializedMemoryEb", false);
        var set = (delegate* unmanaged<nint, byte, byte, void>)Find("_ZN2at7Context26setDeterministicAlgorithmsEbb");
        const byte warnOnly = 1;
        if (set is not null) set(Global(), 1, warnOnly);
    }

    /// <summary>Whether this libtorch took the switches; it is recorded with every trial on a GPU.</summary>
    public static bool IsDeterministic =>
        Get("_ZNK2at7Context18deterministicCuDNNEv") && Get("_ZNK2at7Context23deterministicAlgorithmsEv");

    /// <summary>Undoes <see cref="BeDeterministic"/>.</summary>
    internal static void BeFast()
    {
        Set("_ZN2at7Context21setDeterministicCuDNNEb", false);
        var set = (delegate* unmanaged<nint, byte, byte, void>)Find("_ZN2at7Context26setDeterministicAlgorithmsEbb");
        if (set is not null) set(Global(), 0, 0);
    }

    private static nint Global() => ((delegate* unmanaged<nint>)Find("_ZN2at13globalContextEv"))();

    private static void Set(string name, bool value)
    {
        var set = (delegate* unmanaged<nint, byte, void>)Find(name);
        if (set is not null) set(Global(), value ? (byte)1 : (byte)0);
    }

    private static bool Get(string name)
    {
        var get = (delegate* unmanaged<nint, byte>)Find(name);
        return get is not null && get(Global()) != 0;
    }

    /// <returns>Null where another libtorch has no such function.</returns>
    private static nint Find(string name) => NativeLibrary.TryGetExport(TorchRuntime.Core, name, out var address) ? address : 0;
}
