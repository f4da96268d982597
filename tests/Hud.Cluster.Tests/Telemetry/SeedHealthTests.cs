using Hud.Seed;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Cluster.Tests.Telemetry;

public sealed class SeedHealthTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SeedHealth _health;

    public SeedHealthTests() => _health = new SeedHealth(_time);

    [Fact]
    public void Seed_that_has_just_begun_says_what_it_waits_for() =>
        Assert.Equal(["no seed of the cluster is up", "the coordinator has not answered yet"], _health.Reasons());

    [Fact]
    public void Silence_of_the_coordinator_and_trouble_of_the_journal_pass_when_they_are_over()
    {
        _health.Sees(seed: true);
        _health.Answered();
        Assert.Empty(_health.Reasons());
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(["the coordinator has not answered for 11 s"], _health.Reasons());
        _health.Answered();
        _health.Trouble("disk full");
        Assert.Equal(["the journal: disk full"], _health.Reasons());
        _health.Answered();
        Assert.Empty(_health.Reasons());
    }

    [Fact]
    public void Journal_that_cannot_be_read_makes_an_idle_seed_unready_though_its_coordinator_answers()
    {
        _health.Sees(seed: true);
        _health.Looked("the database does not answer");
        _health.Answered();
        Assert.Equal(["the journal: the database does not answer"], _health.Reasons());
        _health.Looked(null);
        Assert.Empty(_health.Reasons());
    }
}
