using CsCheck;
using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Native;

public sealed class NumberTests
{
    [Fact]
    public void Numbers_reach_torch_and_come_back_bit_for_bit()
    {
        TorchRuntime.Ensure(1);
        Gen.Double.Sample(value =>
        {
            using var scope = NewDisposeScope();
            return Number.From(zeros(1, ScalarType.Float64).fill_(Number.Of(value))).Equals(value);
        });
    }

    [Fact]
    public void Number_survives_every_collection_until_many_more_were_made()
    {
        TorchRuntime.Ensure(1);
        using var scope = NewDisposeScope();
        var target = zeros(1, ScalarType.Float64);
        for (var i = 0; i < 50; i++)
        {
            var reference = WeakOf(i);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.True(reference.IsAlive);
            Assert.Equal(i, Number.From(target.fill_((TorchSharp.Scalar)reference.Target!)));
        }
    }

    /// <summary>In a frame of its own, so that no register holds the number.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference WeakOf(double value) => new(Number.Of(value));
}
