using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class CanaryTests
{
    private static readonly string Good = new('a', 64);
    private static readonly string Bad = new('b', 64);

    private static Desk Asked(params string[] nodes) => nodes.Aggregate(
        new Desk(new CoordinatorOptions { Canary = true }).Submit(Some.Plan(5)), (d, n) => d.Announce(n, Device.Cpus(1, 8)));

    private static CanaryDone Done(string node, string? hash, string? expected = null, string life = "life-1") =>
        new(new(node), new(life), new("x64", hash, expected, hash is null ? "ended by SIGILL" : null));

    [Fact]
    public void Node_gets_work_only_after_its_canary()
    {
        var desk = Asked("a");
        Assert.Contains(new SendCanary(new("a")), desk.Effects);
        Assert.Empty(desk.Assigned);
        Assert.True(desk.Node("a").AwaitsCanary);
        Assert.Contains("a has not passed its canary yet", desk.Why(), StringComparison.Ordinal);
        desk.Take(Done("a", Good));
        Assert.Single(desk.Assigned);
        Assert.DoesNotContain(new SendCanary(new("a")), desk.Announce("a", Device.Cpus(1, 8), lastOrder: 0).Effects);
    }

    [Fact]
    public void Every_life_of_a_node_has_its_own_canary()
    {
        var desk = Asked("a").Take(Done("a", Good)).Announce("a", Device.Cpus(1, 8), life: "life-2");
        Assert.Contains(new SendCanary(new("a")), desk.Effects);
        desk.Take(Done("a", Good, life: "life-1"));
        Assert.True(desk.Node("a").AwaitsCanary);
    }

    [Theory]
    [InlineData(null, "its canary failed: ended by SIGILL")]
    [InlineData("b", "its canary computed bbbbbbbbbbbb, and healthy machines of its kind (x64) aaaaaaaaaaaa")]
    public void Crash_or_wrong_hash_means_quarantine_with_the_reason(string? hash, string reason)
    {
        var desk = Asked("a").Take(Done("a", hash is null ? null : Bad, Good));
        Assert.Equal((QuarantineCause.Canary, reason), (desk.Node("a").Quarantine!.Cause, desk.Node("a").Quarantine!.Reason));
        Assert.Empty(desk.Assigned);
    }

    [Fact]
    public void Unknown_machines_of_one_kind_are_held_against_the_first()
    {
        var desk = Asked("a", "b", "c").Take(Done("a", Good)).Take(Done("b", Bad)).Take(Done("c", Good));
        Assert.Contains("one of the two is not sound", desk.Node("b").Quarantine!.Reason, StringComparison.Ordinal);
        Assert.Equal(["a", "c"], desk.Assigned.Select(a => a.Node));
    }

    [Fact]
    public void Person_may_trust_the_node_all_the_same_until_its_next_life()
    {
        var desk = Asked("a").Take(Done("a", Bad, Good)).Take(new ReleaseNode(new("release"), new("a")));
        Assert.Single(desk.Assigned);
        Assert.True(desk.Announce("a", Device.Cpus(1, 8), life: "life-2").Node("a").AwaitsCanary);
    }

    [Fact]
    public void Passed_canary_outlives_a_restart_of_the_coordinator()
    {
        var desk = Asked("a").Take(Done("a", Good));
        desk.Restart();
        Assert.False(desk.Announce("a", Device.Cpus(1, 8), holding: [Some.Attempt()], lastOrder: 1).Node("a").AwaitsCanary);
    }
}
