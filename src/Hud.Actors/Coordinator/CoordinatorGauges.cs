using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Hud.Actors.Hosting;

namespace Hud.Actors.Coordinator;

/// <summary>How things stand, looked up when somebody asks. They go with the coordinator: another seed may have it next.
/// </summary>
internal sealed class CoordinatorGauges : IDisposable
{
    private readonly Meter _meter;
    private readonly Func<(CoordinatorState State, Roster Roster)> _look;
    private readonly CoordinatorOptions _options;
    private readonly TimeProvider _time;

    /// <param name="look">The durable state and the roster; called from any thread.</param>
    /// <param name="scope">As of the coordinator's counters.</param>
    public CoordinatorGauges(
        Func<(CoordinatorState State, Roster Roster)> look, CoordinatorOptions options, TimeProvider time, object? scope = null)
    {
        _meter = new Meter(TelemetryNames.Coordinator, null, null, scope);
        (_look, _options, _time) = (look, options, time);
        _meter.CreateObservableGauge("hud.trials", Trials, "{trial}", "Trials by state.");
        _meter.CreateObservableGauge("hud.nodes", Nodes, "{node}", "Nodes by state.");
        _meter.CreateObservableGauge("hud.devices", Devices, "{device}", "Devices of the nodes in sight, by state.");
        _meter.CreateObservableGauge("hud.lease.age", LeaseAge, "s", "Time since the running attempt heard longest ago gave a sign of life; 0 when none runs.");
        _meter.CreateObservableGauge("hud.lease.limit", () => _options.Lease.TotalSeconds, "s", "Age at which a lease ends.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Trials()
    {
        var count = new long[Enum.GetValues<TrialStatus>().Length];
        foreach (var trial in _look().State.Trials.Values) count[(int)trial.Status]++;
        return Enum.GetValues<TrialStatus>().Select(s => new Measurement<long>(count[(int)s], CoordinatorMeter.Tag("state", s)));
    }

    private IEnumerable<Measurement<long>> Nodes() => Count(View(), NodeStanding);

    private IEnumerable<Measurement<long>> Devices() => Count(
        View().Where(n => n.InSight).SelectMany(n => n.Devices, (node, device) => (node, device)),
        d => d.device.Running is not null ? DeviceState.Busy : NodeStanding(d.node) == NodeState.Ready ? DeviceState.Free : DeviceState.Withheld);

    private double LeaseAge()
    {
        var (state, roster) = _look();
        var heard = state.Running.Select(t => roster.Watch(t.Current)?.Heard).Min();
        return heard is { } longest ? Math.Max(0, (_time.GetUtcNow() - longest).TotalSeconds) : 0;
    }

    private ImmutableArray<NodeView> View()
    {
        var (state, roster) = _look();
        return CoordinatorDecisions.Nodes(state, roster, _options).Nodes;
    }

    private static NodeState NodeStanding(NodeView node) => node switch
    {
        { InSight: false } => NodeState.Away,
        { Refusal: not null } => NodeState.Refused,
        { Quarantine: not null } => NodeState.Quarantined,
        { Draining: true } => NodeState.Draining,
        _ => NodeState.Ready,
    };

    private static IEnumerable<Measurement<long>> Count<TItem, TState>(IEnumerable<TItem> items, Func<TItem, TState> stateOf)
        where TState : struct, Enum
    {
        var count = items.CountBy(stateOf).ToDictionary();
        return Enum.GetValues<TState>().Select(s => new Measurement<long>(count.GetValueOrDefault(s), CoordinatorMeter.Tag("state", s)));
    }

    private enum NodeState { Ready, Draining, Quarantined, Refused, Away }

    /// <summary>Withheld is a device that has nothing to do and gets nothing.</summary>
    private enum DeviceState { Busy, Free, Withheld }
}
