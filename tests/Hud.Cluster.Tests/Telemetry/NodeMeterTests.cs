using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Node;
using Hud.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Cluster.Tests.Telemetry;

public sealed class NodeMeterTests : IDisposable
{
    private static readonly AttemptId First = new(new TrialKey(new string('a', 64)), 1);
    private static readonly AttemptId Second = new(new TrialKey(new string('b', 64)), 1);

    private readonly FakeTimeProvider _time = new();
    private readonly NodeHealth _health;
    private readonly NodeMeter _meter;
    private readonly Counted _counted = new();
    private long? _memory = 1 << 20;

    public NodeMeterTests()
    {
        _health = new NodeHealth(TimeSpan.FromSeconds(15), _time);
        _meter = new NodeMeter(Device.Cpus(2, 1), _health, (_, _) => _memory, _time, _counted);
    }

    public void Dispose()
    {
        _counted.Dispose();
        _meter.Dispose();
    }

    private void Move(AttemptId attempt, TrialPhase phase, long step, double? loss = null, string device = "cpu:0") =>
        _meter.Heard(attempt, device, new TrialMovedOn(new ChildProgress(phase, step, 100, loss, null)));

    [Fact]
    public void Time_is_booked_on_device_and_phase_while_it_passes()
    {
        _meter.Began(First, "cpu:0");
        _time.Advance(TimeSpan.FromSeconds(3));
        Move(First, TrialPhase.Train, 0);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(20, _counted["hud.device.busy{device=cpu:0,phase=train}"], 3);
        Move(First, TrialPhase.Sample, 1);
        _time.Advance(TimeSpan.FromSeconds(5));
        _meter.Heard(First, "cpu:0", new TrialEnded(LossReason.Stopped, "asked to leave"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            [3.0, 20.0, 5.0, 0.0, 0.0],
            Enum.GetNames<TrialPhase>().Select(p => Math.Round(_counted[$"hud.device.busy{{device=cpu:0,phase={p.ToLowerInvariant()}}}"], 3)));
        Assert.Equal(0, _counted["hud.device.busy{device=cpu:1,phase=train}"]);
    }

    [Fact]
    public void Steps_of_an_earlier_attempt_are_not_counted_again()
    {
        _meter.Began(First, "cpu:0");
        Move(First, TrialPhase.Train, 60, 0.5);
        Move(First, TrialPhase.Train, 75, 0.25);
        Assert.Equal((15.0, 0.25), (_counted["hud.training.steps{device=cpu:0}"], _counted["hud.training.loss{device=cpu:0}"]));
        Move(First, TrialPhase.Evaluate, 1);
        Assert.Equal((15.0, double.NaN), (_counted["hud.training.steps{device=cpu:0}"], _counted["hud.training.loss{device=cpu:0}"]));
    }

    [Fact]
    public void Outcome_counts_once_however_often_it_is_said_and_word_of_others_not_at_all()
    {
        _meter.Began(First, "cpu:0");
        foreach (var _ in (int[])[1, 2, 3]) _meter.Heard(First, "cpu:0", new TrialGaveUp(new ChildFailure(FailureKind.Diverged, "NaN", 3, 1)));
        _meter.Heard(Second, "cpu:1", new TrialEnded(LossReason.Crashed, "of an earlier process"));
        _meter.Began(Second, "cuda:9");
        _meter.Heard(Second, "cuda:9", new TrialEnded(LossReason.Crashed, "no such device"));
        Assert.Equal(
            (0.0, 1.0, 0.0),
            (_counted["hud.node.attempts{outcome=result}"], _counted["hud.node.attempts{outcome=failure}"], _counted["hud.node.attempts{outcome=loss}"]));
    }

    [Fact]
    public void Checkpoints_cost_time_and_bytes()
    {
        _meter.Began(First, "cpu:0");
        _meter.Heard(First, "cpu:0", new TrialSpent(new ChildCost(0.5, 4000)));
        _meter.Heard(First, "cpu:0", new TrialSpent(new ChildCost(0.25, 4000)));
        Assert.Equal((0.75, 8000.0), (_counted["hud.checkpoint.write"], _counted["hud.checkpoint.written"]));
    }

    [Fact]
    public void Memory_is_that_of_the_devices_trial_zero_without_one_and_no_number_where_nobody_can_tell()
    {
        Assert.Equal(0, _counted["hud.device.memory{device=cpu:0}"]);
        _meter.Began(First, "cpu:0");
        Assert.Equal(1 << 20, _counted["hud.device.memory{device=cpu:0}"]);
        _memory = null;
        Assert.Equal((double.NaN, 0.0), (_counted["hud.device.memory{device=cpu:0}"], _counted["hud.device.memory{device=cpu:1}"]));
    }

    [Fact]
    public void Node_is_connected_while_it_is_answered()
    {
        Assert.Equal(0, _counted["hud.node.connected"]);
        _health.Answered();
        Assert.Equal(1, _counted["hud.node.connected"]);
        _time.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(0, _counted["hud.node.connected"]);
        Assert.Equal("the cluster's coordinator has not answered for 16 s", Assert.Single(_health.Reasons()));
    }

    [Fact]
    public void However_many_attempts_there_are_the_series_stay_the_same()
    {
        var before = _counted.All.Keys.ToList();
        for (var number = 1; number <= 200; number++)
        {
            var attempt = First with { Number = number };
            _meter.Began(attempt, $"cpu:{number % 3}");
            Move(attempt, TrialPhase.Train, number, number, $"cpu:{number % 3}");
            _meter.Heard(attempt, $"cpu:{number % 3}", new TrialEnded(LossReason.Error, $"reason {number}"));
        }

        Assert.Equal(before, _counted.All.Keys);
    }
}
