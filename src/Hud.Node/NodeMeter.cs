using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Hud.Actors.Hosting;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;

namespace Hud.Node;

/// <summary>What a node's devices do, in numbers. Labels hold the names of its own devices, and words of ours.</summary>
public sealed class NodeMeter : IDisposable
{
    /// <summary>Seconds.</summary>
    private static readonly double[] Writes = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

    private static readonly TrialPhase[] Phases = Enum.GetValues<TrialPhase>();

    private readonly Meter _meter;
    private readonly ImmutableDictionary<string, DeviceBook> _devices;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _steps;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _writes;

    /// <param name="memory">Bytes that an attempt on a device uses; null where nobody can tell.</param>
    /// <param name="scope">Whose meter it is, where a process has several; see <see cref="Meter.Scope"/>.</param>
    public NodeMeter(
        ImmutableArray<Device> devices, NodeHealth health, Func<Device, AttemptId, long?> memory, TimeProvider time, object? scope = null)
    {
        ArgumentNullException.ThrowIfNull(health);
        ArgumentNullException.ThrowIfNull(memory);
        _meter = new Meter(TelemetryNames.Node, null, null, scope);
        _devices = devices.ToImmutableDictionary(d => d.Name, d => new DeviceBook(d, time));
        _ended = _meter.CreateCounter<long>("hud.node.attempts", "{attempt}", "Attempts that ended on this node, by outcome.");
        _steps = _meter.CreateCounter<long>("hud.training.steps", "{step}", "Optimiser steps computed.");
        _bytes = _meter.CreateCounter<long>("hud.checkpoint.written", "By", "Bytes of checkpoints written.");
        _writes = _meter.CreateHistogram(
            "hud.checkpoint.write", "s", "Time for which training stood still for a checkpoint.", advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = Writes,
            });
        _meter.CreateObservableGauge(
            "hud.node.connected", () => health.Reasons().IsEmpty ? 1 : 0, null, "1 while the coordinator answers this node, 0 otherwise.");
        _meter.CreateObservableCounter("hud.device.busy", Busy, "s", "Time that devices worked on trials, by phase.");
        _meter.CreateObservableGauge(
            "hud.training.loss", () => Each(d => d.Loss), null, "Running training loss; NaN on a device that does not train.");
        _meter.CreateObservableGauge(
            "hud.device.memory", () => Each(d => d.Attempt is { } a ? memory(d.Device, a) ?? double.NaN : 0), "By",
            "Memory that the device's trial uses: of its process, on a GPU what is in use of it. NaN where nobody can tell.");
        foreach (var outcome in (string[])["result", "failure", "loss"]) _ended.Add(0, Tag("outcome", outcome));
        foreach (var device in _devices.Keys) _steps.Add(0, Tag("device", device));
        _bytes.Add(0);
    }

    public void Began(AttemptId attempt, string device)
    {
        if (_devices.TryGetValue(device, out var book)) book.Begin(attempt);
    }

    public void Heard(AttemptId attempt, string device, TrialSignal signal)
    {
        // Not ours, or over: outcomes may be said again.
        if (!_devices.TryGetValue(device, out var book) || book.Attempt != attempt) return;
        switch (signal)
        {
            case TrialMovedOn moved: _steps.Add(book.Move(moved.Progress), Tag("device", device)); break;
            case TrialSpent spent:
                _writes.Record(spent.Cost.Seconds);
                _bytes.Add(spent.Cost.Bytes);
                break;
            case TrialOutcome outcome:
                book.End();
                _ended.Add(1, Tag("outcome", outcome switch { TrialSucceeded => "result", TrialGaveUp => "failure", _ => "loss" }));
                break;
            default: break;
        }
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Busy() =>
        from book in _devices.Values
        from phase in Phases
        select new Measurement<double>(
            book.Busy(phase).TotalSeconds, Tag("device", book.Device.Name), Tag("phase", JsonNamingPolicy.SnakeCaseLower.ConvertName(phase.ToString())));

    private IEnumerable<Measurement<double>> Each(Func<DeviceBook, double> value) =>
        _devices.Values.Select(d => new Measurement<double>(value(d), Tag("device", d.Device.Name)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => KeyValuePair.Create<string, object?>(name, value);
}
