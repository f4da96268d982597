using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Training;

public class DataParallelTests
{
    public DataParallelTests() => TorchRuntime.Ensure(2);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(2, 5)]
    [InlineData(3, 5)]
    [InlineData(3, 2)]
    public void The_shares_add_up_to_the_gradient_of_the_whole_batch(int threads, int batch)
    {
        using var scope = NewDisposeScope();
        using var whole = Network();
        var expected = Loss(whole, 0, batch);
        expected.backward();

        using var shared = Network();
        using var parallel = new DataParallel<UNet>(shared, Build, threads);
        for (var repeat = 0; repeat < 2; repeat++)
        {
            var loss = parallel.Backward(batch, Loss);
            Assert.Equal(expected.item<float>(), loss, 1e-5);
            foreach (var (ours, reference) in shared.parameters().Zip(whole.parameters()))
            {
                Assert.True(ours.grad!.allclose(reference.grad!, 1e-3, 1e-6));
                ours.grad!.zero_();
            }
        }
    }

    [Fact]
    public void Replicas_see_the_weights_change()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        using var parallel = new DataParallel<UNet>(network, Build, 2);
        var before = parallel.Backward(4, Loss);
        using (no_grad()) network.get_parameter("conv_out.bias")!.fill_(3);
        var after = parallel.Backward(4, Loss);
        Assert.Equal(Loss(network, 0, 4).item<float>(), after, 1e-4);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void Equal_inputs_give_equal_bits()
    {
        Assert.Equal(Hash(), Hash());

        static string Hash()
        {
            using var network = Network();
            using var parallel = new DataParallel<UNet>(network, Build, 2);
            parallel.Backward(6, Loss);
            return StateHash.Of(network.named_parameters().Select(p => KeyValuePair.Create(p.name, p.parameter.grad!)));
        }
    }

    [Fact]
    public void The_callers_own_thread_count_stays()
    {
        using var network = Network();
        using var parallel = new DataParallel<UNet>(network, Build, 3);
        Assert.Equal(2, get_num_threads());
        var inside = new int[3];
        parallel.Backward(3, (n, first, count) =>
        {
            inside[first] = get_num_threads();
            return Loss(n, first, count);
        });
        Assert.Equal([1, 1, 1], inside);
        Assert.Equal(2, get_num_threads());
    }

    [Fact]
    public void A_failure_in_a_share_reaches_the_caller()
    {
        using var network = Network();
        using var parallel = new DataParallel<UNet>(network, Build, 2);
        var error = Assert.Throws<AggregateException>(() => parallel.Backward(
            2, (n, first, count) => first == 1 ? throw new InvalidOperationException("share 1") : Loss(n, first, count)));
        Assert.Equal("share 1", Assert.Single(error.InnerExceptions).Message);
    }

    private static UNet Build() => new(3, UNetPreset.Tiny, Precision.Fp32);

    private static UNet Network()
    {
        var network = Build();
        Nn.Initialise(network, new SeedTree(3));
        return network;
    }

    private static Tensor Loss(UNet network, long first, long count)
    {
        var images = torch.sin(arange(first * 192, (first + count) * 192, dtype: ScalarType.Float32)).reshape(count, 3, 8, 8);
        return network.forward(images, arange(first, first + count, dtype: ScalarType.Float32)).square().mean();
    }
}
