using Hud.Seed;

namespace Hud.Cluster.Tests.Journals;

public sealed class RivalWatchTests
{
    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void Rival_is_one_that_writes_twice_within_a_minute(int seconds, bool rival)
    {
        var watch = new RivalWatch();
        Assert.False(watch.Contested(TimeSpan.FromSeconds(5)));
        Assert.Equal(rival, watch.Contested(TimeSpan.FromSeconds(5 + seconds)));
    }
}
