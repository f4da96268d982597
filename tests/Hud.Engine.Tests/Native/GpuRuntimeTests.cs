using Hud.Engine.Native;
using Hud.Experiments;
using TorchSharp;

namespace Hud.Engine.Tests.Native;

/// <summary>As far as a build for CPUs goes.</summary>
public class GpuRuntimeTests
{
    public GpuRuntimeTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Build_for_cpus_says_how_to_get_one_for_gpus()
    {
        Assert.False(TorchRuntime.HasCuda);
        var bad = Assert.Throws<InputException>(GpuRuntime.Open);
        Assert.Contains("-p:HudTorch=cuda", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Switches_for_deterministic_kernels_reach_libtorch()
    {
        Assert.False(TorchContext.IsDeterministic);
        try
        {
            TorchContext.BeDeterministic();
            Assert.True(TorchContext.IsDeterministic);
        }
        finally
        {
            TorchContext.BeFast();
        }

        Assert.False(TorchContext.IsDeterministic);
    }

    [Theory]
    [InlineData("tf32", true)]
    [InlineData("fp32", false)]
    [InlineData("bf16", false)]
    [InlineData(null, false)]
    public void Tf32_is_used_only_where_it_was_declared(string? precision, bool used)
    {
        GpuRuntime.Declare(precision);
        Assert.Equal(used, torch.backends.cudnn.allow_tf32);
        Assert.Equal(used, torch.backends.cuda.matmul.allow_tf32);
        GpuRuntime.Declare(null);
    }

    [Fact]
    public void Device_is_chosen_for_what_is_called_and_no_longer()
    {
        Assert.False(ComputeDevice.IsGpu);
        Assert.Equal(4, ComputeDevice.Shares(4));
        using (ComputeDevice.Use(DeviceType.META))
        {
            Assert.True(ComputeDevice.IsGpu);
            Assert.Equal(1, ComputeDevice.Shares(4));
            using (ComputeDevice.UseCpu()) Assert.False(ComputeDevice.IsGpu);
            Assert.True(ComputeDevice.IsGpu);
        }

        Assert.False(ComputeDevice.IsGpu);
    }
}
