using System.Runtime.InteropServices;
using Hud.Engine.Methods.Gan;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Training;

public class MicroBatchTests
{
    private const int Batch = 7;

    public MicroBatchTests() => TorchRuntime.Ensure(2);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(1, 3)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void Gradient_of_what_fits_is_the_gradient_of_the_whole(int threads, int fits)
    {
        using var scope = NewDisposeScope();
        using var whole = Network();
        Loss(whole, 0, Batch).backward();
        using var pieces = Network();
        using var parallel = new DataParallel<UNet>(pieces, Build, threads);
        for (var repeat = 0; repeat < 2; repeat++)
        {
            var sizes = new List<long>();
            var loss = parallel.Backward(Batch, (network, first, count) =>
            {
                lock (sizes) sizes.Add(count);
                // The second piece fails, with the gradient of the first already there.
                return count > fits && first > 0 ? OutOfMemory() : count > fits + 1 ? OutOfMemory() : Loss(network, first, count);
            });
            Assert.Equal(Number.From(Loss(whole, 0, Batch)), loss, 1e-6);
            Assert.True(Difference(pieces, whole) < 2e-6, $"{Difference(pieces, whole)}");
            // Having learnt what fits, it does not try more.
            if (repeat == 1) Assert.All(sizes, size => Assert.InRange(size, 1, fits + 1));
            foreach (var parameter in pieces.parameters()) parameter.grad!.zero_();
        }
    }

    [Fact]
    public void What_the_process_came_down_to_is_among_the_facts_of_the_run()
    {
        using var network = Network();
        using var parallel = new DataParallel<UNet>(network, Build, 1);
        parallel.Backward(4, (n, first, count) => count > 1 ? OutOfMemory() : Loss(n, first, count));
        Assert.Equal("1", RunFacts.OfThisProcess()["micro_batch"]);
    }

    [Fact]
    public void Critics_gradient_of_a_gradient_is_the_same_in_pieces()
    {
        using var scope = NewDisposeScope();
        using var whole = Critic();
        CriticLossOf(whole, 0, Batch).backward();
        using var pieces = Critic();
        using var parallel = new DataParallel<nn.Module<Tensor, Tensor>>(pieces, Critic, 1);
        parallel.Backward(Batch, (critic, first, count) => count > 2 ? OutOfMemory() : CriticLossOf(critic, first, count));
        Assert.True(Difference(pieces, whole) < 1e-5, $"{Difference(pieces, whole)}");
    }

    [Fact]
    public void Image_that_does_not_fit_alone_is_a_failure_that_says_so()
    {
        using var network = Network();
        using var parallel = new DataParallel<UNet>(network, Build, 1);
        var failure = Assert.Throws<InsufficientMemoryException>(() => parallel.Backward(4, (_, _, _) => OutOfMemory()));
        Assert.Contains("not even one image", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_failures_of_torch_are_not_taken_for_a_lack_of_memory()
    {
        using var network = Network();
        using var parallel = new DataParallel<UNet>(network, Build, 1);
        var calls = 0;
        Assert.Throws<ExternalException>(() => parallel.Backward(4, (_, _, _) =>
        {
            calls++;
            return ones(3) + ones(4);
        }));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Torchs_own_words_for_a_lack_of_memory_are_known()
    {
        var failure = Assert.Throws<ExternalException>(OutOfMemory);
        Assert.True(Engine.Native.OutOfMemory.Is(failure), failure.Message);
    }

    /// <summary>As torch fails: no machine has a petabyte.</summary>
    private static Tensor OutOfMemory() => empty(1L << 50);

    private static UNet Build() => new(3, UNetPreset.Tiny, Precision.Fp32);

    private static UNet Network()
    {
        var network = Build();
        Nn.Initialise(network, new SeedTree(3));
        return network;
    }

    private static nn.Module<Tensor, Tensor> Critic()
    {
        var critic = new DcganCritic(4, 5, 16);
        Rectified.Initialise(critic, new SeedTree(4));
        return critic;
    }

    private static Tensor Loss(UNet network, long first, long count) =>
        network.forward(Images(first, count, 3, 8), arange(first, first + count, dtype: ScalarType.Float32)).square().mean();

    private static Tensor CriticLossOf(nn.Module<Tensor, Tensor> critic, long first, long count) => CriticLoss.Of(
        critic, Images(first, count, 5, 16), Images(100 + first, count, 5, 16), full([count, 1, 1, 1], Number.Of(0.3)), 10);

    private static Tensor Images(long first, long count, int channels, int side)
    {
        var size = channels * side * side;
        return torch.sin(arange(first * size, (first + count) * size, dtype: ScalarType.Float32)).reshape(count, channels, side, side);
    }

    /// <summary>Largest difference of two gradients, relative to the largest value.</summary>
    private static double Difference(nn.Module a, nn.Module b)
    {
        using var scope = NewDisposeScope();
        var pairs = a.parameters().Zip(b.parameters()).Where(p => p.Second.grad is not null).ToList();
        var largest = pairs.Max(p => Number.From(p.Second.grad!.abs().max()));
        return pairs.Max(p => Number.From((p.First.grad! - p.Second.grad!).abs().max())) / largest;
    }
}
