using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Tests.Shared;
using Microsoft.Extensions.Time.Testing;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class CoordinatorGaugesTests : IDisposable
{
    private readonly Desk _desk = new(new CoordinatorOptions { RetryDelay = TimeSpan.Zero, QuarantineAfter = 1, MaxStrikes = 9 });
    private readonly FakeTimeProvider _time = new(Some.Time);
    private readonly Counted _counted = new();
    private readonly CoordinatorGauges _gauges;

    public CoordinatorGaugesTests() =>
        _gauges = new CoordinatorGauges(() => (_desk.State, _desk.Roster), _desk.Options, _time, _counted);

    public void Dispose()
    {
        _counted.Dispose();
        _gauges.Dispose();
    }

    [Fact]
    public void Trials_are_counted_by_state_and_every_state_is_there()
    {
        _desk.Submit(Some.Plan(3)).Announce(slots: 3).Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        _desk.OutOfSight(Some.Node);
        _desk.Submit(Some.Plan("later", 11, 12, 13), "second");
        Assert.Equal(
            new Dictionary<string, double> { ["pending"] = 3, ["running"] = 2, ["recorded"] = 1, ["failed"] = 0, ["cancelled"] = 0 },
            Of("hud.trials"));
    }

    [Fact]
    public void Each_node_is_in_one_state_and_devices_of_those_in_sight_are_busy_free_or_withheld()
    {
        _desk.Submit(Some.Plan(1))
            .Announce("ready", Device.Cpus(2, 8), life: "1")
            .Announce("draining", Device.Cpus(3, 8), life: "2", draining: true)
            .Announce("gone", Device.Cpus(4, 8), life: "3");
        _desk.OutOfSight(new NodeId("gone"));
        Assert.Equal(
            new Dictionary<string, double> { ["ready"] = 1, ["draining"] = 1, ["quarantined"] = 0, ["refused"] = 0, ["away"] = 1 },
            Of("hud.nodes"));
        Assert.Equal(new Dictionary<string, double> { ["busy"] = 1, ["free"] = 1, ["withheld"] = 3 }, Of("hud.devices"));
    }

    [Fact]
    public void Age_of_leases_is_the_silence_of_the_quietest_attempt()
    {
        Assert.Equal(0, _counted["hud.lease.age"]);
        _desk.Submit(Some.Plan(2)).Announce(slots: 2);
        _desk.Now += TimeSpan.FromSeconds(30);
        _desk.Take(new ReportProgress(Some.Attempt(1, 2), Some.Node, Some.Progress()));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(40, _counted["hud.lease.age"], 3);
        _desk.Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        Assert.Equal(10, _counted["hud.lease.age"], 3);
        Assert.Equal(120, _counted["hud.lease.limit"]);
    }

    private Dictionary<string, double> Of(string name) => _counted.All
        .Where(s => s.Key.StartsWith(name + "{", StringComparison.Ordinal))
        .ToDictionary(s => s.Key[(name.Length + "{state=".Length)..^1], s => s.Value);
}
