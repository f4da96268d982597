using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hud.Engine.Native;

/// <summary>Brings libtorch into the process. Call <see cref="Ensure"/> before anything that mentions TorchSharp.</summary>
public static class TorchRuntime
{
    private const string Binding = "libLibTorchSharp.so";

    /// <summary>glibc takes no more (HEAP_MAX_SIZE / 2).</summary>
    private const int LargestMmapThreshold = 32 << 20;

    private static readonly string[] Libraries = ["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"];
    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>True when this system's libstdc++ was too old and a changed copy of the binding was loaded.</summary>
    public static bool Patched { get; private set; }

    /// <summary>Loads once, then sets the number of compute threads of the calling thread (torch counts per thread): call it
    /// on the thread that will compute.</summary>
    /// <param name="threads">At least 1; on the CPU another number gives other last digits.</param>
    /// <exception cref="DllNotFoundException">A native library is missing or does not load; says which and why.</exception>
    public static void Ensure(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        lock (Gate)
        {
            if (!_loaded) Load();
            _loaded = true;
            SetThreads(threads);
        }
    }

    private static void Load()
    {
        // Read by libgomp when it loads: its default spins at barriers, which costs up to sevenfold when cores are shared.
        _ = LibC.SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
        // A training step frees and takes the same few hundred blocks again and again: kept instead of given back to the
        // kernel, they cost hundreds of page faults a step instead of tens of thousands, and memory stays flat.
        _ = LibC.TuneMalloc(MallocParameter.MmapThreshold, LargestMmapThreshold);
        _ = LibC.TuneMalloc(MallocParameter.TrimThreshold, int.MaxValue);
        var folder = NativeFolder();
        // By path and in order of need: TorchSharp's own lookup then finds them by name, and never starts copying 480 MB.
        foreach (var library in Libraries) NativeLibrary.Load(Path.Combine(folder, library));
        var binding = Path.Combine(folder, Binding);
        Patched = BindingLoader.Load(binding, NativeLibrary.Load, File.ReadAllBytes);
    }

    private static string NativeFolder()
    {
        string[] candidates =
        [
            AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"),
        ];
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "libtorch_cpu.so")))
            ?? throw new DllNotFoundException($"libtorch_cpu.so is in none of: {string.Join(", ", candidates)}");
    }

    // Apart, so that no TorchSharp type is touched before the libraries are there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetThreads(int threads)
    {
        if (TorchSharp.torch.get_num_threads() != threads) TorchSharp.torch.set_num_threads(threads);
    }
}
