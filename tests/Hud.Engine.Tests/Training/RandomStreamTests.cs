using CsCheck;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Training;

public sealed class RandomStreamTests
{
    [Fact]
    public void Sample_holds_each_item_at_most_once() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 25], Gen.Long).Sample((items, count, seed) =>
        {
            var sample = new SeedTree(seed).Stream().Sample(Enumerable.Range(0, items), count);
            Assert.Equal(Math.Min(items, count), sample.Length);
            Assert.Equal(sample.Length, sample.Distinct().Count());
            Assert.All(sample, i => Assert.InRange(i, 0, items - 1));
        }, iter: 200);

    [Fact]
    public void Every_pair_in_order_is_equally_likely()
    {
        var counts = Enumerable.Range(0, 12_000)
            .Select(i => new SeedTree(9).Derive("draw", i).Stream().Sample(Enumerable.Range(0, 4), 2))
            .CountBy(s => (s[0], s[1])).ToDictionary();
        Assert.Equal(12, counts.Count);
        // 1000 expected in each of 12 cells: chi-square with 11 degrees of freedom exceeds 35 once in 4,000.
        Assert.InRange(counts.Values.Sum(n => (n - 1000) * (n - 1000) / 1000.0), 0, 35);
    }
}
