using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>Tensors as plain memory, where a call into torch for every number or a copy would cost too much.</summary>
internal static class TensorMemory
{
    /// <summary>The numbers of a contiguous float32 CPU tensor, in place.</summary>
    public static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
