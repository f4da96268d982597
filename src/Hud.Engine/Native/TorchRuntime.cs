using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hud.Engine.Native;

/// <summary>Brings libtorch into the process. Call <see cref="Ensure"/> before anything that mentions TorchSharp.</summary>
public static class TorchRuntime
{
    private const string Binding = "libLibTorchSharp.so";

    /// <summary>glibc takes no more (HEAP_MAX_SIZE / 2).</summary>
    private const int LargestMmapThreshold = 32 << 20;

    /// <summary>Names a folder with the libraries of an installed libtorch of this version, to be used instead of our own.</summary>
    private const string FolderVariable = "HUD_LIBTORCH";

    private const string CpuLibrary = "libtorch_cpu.so";
    private const string CudaLibrary = "libtorch_cuda.so";

    private static readonly string[] Libraries =
        ["libgomp-98b21ff3.so.1", "libc10.so", CpuLibrary, "libc10_cuda.so", CudaLibrary, "libtorch.so"];

    /// <summary>Elsewhere gomp has another name and is found by libtorch itself, and builds for the CPU lack what is for GPUs.</summary>
    private static readonly string[] Optional = ["libgomp-98b21ff3.so.1", "libc10_cuda.so", CudaLibrary];

    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>True when this system's libstdc++ was too old and a changed copy of the binding was loaded.</summary>
    public static bool Patched { get; private set; }

    /// <summary>Whether the libtorch that is or would be loaded can compute on GPUs.</summary>
    public static bool HasCuda => Array.Exists(Folders(), folder => File.Exists(Path.Combine(folder, CudaLibrary)));

    /// <summary>libtorch_cpu.so, once loaded.</summary>
    internal static nint Core { get; private set; }

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
        // Sums in cuBLAS in an order that does not vary; read when CUDA starts.
        _ = LibC.SetEnvironment("CUBLAS_WORKSPACE_CONFIG", ":4096:8", overwrite: 0);
        // A training step frees and takes the same few hundred blocks again and again: kept instead of given back to the
        // kernel, they cost hundreds of page faults a step instead of tens of thousands, and memory stays flat.
        _ = LibC.TuneMalloc(MallocParameter.MmapThreshold, LargestMmapThreshold);
        _ = LibC.TuneMalloc(MallocParameter.TrimThreshold, int.MaxValue);
        var folder = NativeFolder();
        // By path and in order of need: TorchSharp's own lookup then finds them by name, and never starts copying 480 MB.
        foreach (var library in Libraries)
        {
            var path = Path.Combine(folder, library);
            if (Optional.Contains(library) && !File.Exists(path)) continue;
            var handle = NativeLibrary.Load(path);
            if (library == CpuLibrary) Core = handle;
        }

        var binding = Array.Find([folder, .. OwnFolders()], f => File.Exists(Path.Combine(f, Binding)))
            ?? throw new DllNotFoundException($"{Binding} is in none of: {string.Join(", ", OwnFolders())}");
        Patched = BindingLoader.Load(Path.Combine(binding, Binding), NativeLibrary.Load, File.ReadAllBytes);
    }

    private static string NativeFolder() =>
        Array.Find(Folders(), folder => File.Exists(Path.Combine(folder, CpuLibrary)))
        ?? throw new DllNotFoundException($"{CpuLibrary} is in none of: {string.Join(", ", Folders())}");

    private static string[] Folders() =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? [Path.GetFullPath(folder)] : OwnFolders();

    private static string[] OwnFolders() =>
        [AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native")];

    // Apart, so that no TorchSharp type is touched before the libraries are there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetThreads(int threads)
    {
        if (TorchSharp.torch.get_num_threads() != threads) TorchSharp.torch.set_num_threads(threads);
    }
}
