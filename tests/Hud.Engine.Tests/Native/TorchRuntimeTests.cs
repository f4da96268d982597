using Hud.Engine.Native;
using TorchSharp;

namespace Hud.Engine.Tests.Native;

public class TorchRuntimeTests
{
    [Fact]
    public void Ensure_twice_leaves_torch_computing_with_the_asked_threads()
    {
        TorchRuntime.Ensure(2);
        TorchRuntime.Ensure(1);

        Assert.Equal(1, torch.get_num_threads());
        using var two = torch.ones(1).add(1);
        Assert.Equal(2f, two.item<float>());
    }
}
