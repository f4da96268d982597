using System.Runtime.InteropServices;

namespace Hud.Engine.Native;

/// <summary>torch's way of saying that memory ran out: by words alone.</summary>
internal static class OutOfMemory
{
    public static bool Is(ExternalException failure) =>
        failure.Message.Contains("CUDA out of memory", StringComparison.Ordinal)
        || failure.Message.Contains("can't allocate memory", StringComparison.Ordinal)
        || failure.Message.Contains("CUBLAS_STATUS_ALLOC_FAILED", StringComparison.Ordinal);

    public static InsufficientMemoryException EvenForOne(ExternalException failure) =>
        new($"not even one image at a time fits into memory: {failure.Message.Split('\n')[0]}", failure);
}
