using System.Collections.Immutable;
using CsCheck;
using Hud.Chaos;

namespace Hud.Cluster.Tests.Chaos;

public sealed class FaultScheduleTests
{
    private static readonly ImmutableArray<FaultKind> Kinds = [.. Enum.GetValues<FaultKind>()];
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(6), Lease = TimeSpan.FromSeconds(12);

    [Fact]
    public void A_seed_always_gives_the_same_faults_and_another_seed_others()
    {
        Assert.Equal(FaultSchedule.Of(5, Kinds, 30, Gap, Lease), FaultSchedule.Of(5, Kinds, 30, Gap, Lease));
        Assert.NotEqual(FaultSchedule.Of(5, Kinds, 30, Gap, Lease), FaultSchedule.Of(6, Kinds, 30, Gap, Lease));
    }

    [Fact]
    public void Every_kind_of_fault_comes_before_one_comes_twice() =>
        Gen.Long.Sample(seed => Assert.Equal(
            Kinds, FaultSchedule.Of(seed, Kinds, Kinds.Length, Gap, Lease).Select(f => f.Kind).Order()));

    [Fact]
    public void Faults_do_not_overlap_and_freezes_outlast_the_lease() =>
        Gen.Long.Sample(seed =>
        {
            var faults = FaultSchedule.Of(seed, Kinds, 40, Gap, Lease);
            Assert.All(faults.Zip(faults.Skip(1)), pair => Assert.True(pair.Item1.End < pair.Item2.At));
            Assert.All(faults.Where(f => f.Kind == FaultKind.FreezeNode), f => Assert.True(f.For > Lease));
            Assert.All(faults.Where(f => f.Kind == FaultKind.LoseNode), f => Assert.True(f.For >= Lease));
        });
}
