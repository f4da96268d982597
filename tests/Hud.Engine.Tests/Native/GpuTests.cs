using System.Diagnostics;
using Hud.Engine.Native;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Native;

public sealed class GpuTests : IDisposable
{
    private static readonly Gpu[] Three =
        [new(0, "GPU-0a", "A", 1024, 0), new(1, "GPU-1b", "B", 1024, 0), new(2, "GPU-2c", "C", 1024, 0)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Line_of_nvidia_smi_is_a_gpu() =>
        Assert.Equal(
            new Gpu(1, "GPU-5f", "NVIDIA H200", 143771, 4), Gpu.Parse("1, GPU-5f, NVIDIA H200, 143771, 4"));

    [Fact]
    public void Gpu_that_shares_the_machines_memory_has_none_of_its_own() =>
        Assert.Equal(new Gpu(0, "GPU-1", "NVIDIA GB10", null, null), Gpu.Parse("0, GPU-1, NVIDIA GB10, [N/A], [N/A]"));

    [Theory]
    [InlineData("")]
    [InlineData("No devices were found")]
    [InlineData("x, GPU-1, N, 1, 1")]
    [InlineData("0, , N, 1, 1")]
    [InlineData("0, GPU-1, N")]
    public void Other_lines_are_none(string line) => Assert.Null(Gpu.Parse(line));

    [Theory]
    [InlineData(null, "ABC")]
    [InlineData("", "")]
    [InlineData("2", "C")]
    [InlineData("2,0", "CA")]
    [InlineData("GPU-1", "B")]
    [InlineData("1,7,0", "B")]
    [InlineData("-1", "")]
    [InlineData("NoDevFiles", "")]
    public void Visible_are_those_that_cuda_would_show(string? visible, string names) =>
        Assert.Equal(names, string.Concat(Gpu.Visible(Three, visible).Select(g => g.Name)));

    [Fact]
    public void Gpus_are_what_the_drivers_tool_lists()
    {
        var tool = Tool("""[ "$1" = --query-gpu=index,uuid,name,memory.total,memory.used ] && printf '0, GPU-1, A, 10, 1\n1, GPU-2, B, 20, 2\n'""");
        Assert.Equal(["A", "B"], NvidiaSmi.Visible(tool).Select(g => g.Name));
    }

    [Theory]
    [InlineData("echo 'NVIDIA-SMI has failed because it could not communicate with the driver'; exit 9")]
    [InlineData("printf '0, GPU-1, A, 10, 1\\n'; exit 9")]
    [InlineData("yes words | head -n 100000 >&2")]
    public void Driver_that_does_not_answer_has_no_gpus(string script) => Assert.Empty(NvidiaSmi.Visible(Tool(script)));

    [Fact]
    public void Machine_without_the_tool_has_no_gpus() => Assert.Empty(NvidiaSmi.Visible(_folder["nothing-here"]));

    private string Tool(string script)
    {
        var path = _folder["nvidia-smi"];
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        using (var chmod = Process.Start("chmod", ["u+x", path])) chmod.WaitForExit();
        return path;
    }
}
