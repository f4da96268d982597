using Hud.Experiments;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Native;

/// <summary>Brings the one GPU that this process sees to work.</summary>
public static class GpuRuntime
{
    /// <summary>Until the result is disposed, what the caller starts computes on the GPU, with kernels that give equal bits from
    /// equal inputs wherever there are such.</summary>
    /// <exception cref="InputException">This build or this machine has no GPU that can be used; says why.</exception>
    public static IDisposable Open()
    {
        if (!TorchRuntime.HasCuda)
            throw new InputException("device", null, "cuda", "this build computes on CPUs only; build with -p:HudTorch=cuda");
        TorchRuntime.Ensure(1);
        if (!TryInitializeDeviceType(DeviceType.CUDA) || !cuda.is_available())
            throw new InputException("device", null, "cuda", "libtorch finds no GPU: look at nvidia-smi and the driver's version");
        TorchContext.BeDeterministic();
        return ComputeDevice.Use(DeviceType.CUDA);
    }

    /// <summary>Products of float32 numbers on a GPU: whole, unless a trial declares tf32 (19 bits, several times faster). torch by
    /// itself takes tf32 for convolutions.</summary>
    /// <param name="precision">A method's option; null where it has none.</param>
    public static void Declare(string? precision) =>
        backends.cudnn.allow_tf32 = backends.cuda.matmul.allow_tf32 = precision == "tf32";
}
