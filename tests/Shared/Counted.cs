using System.Diagnostics.Metrics;
using System.Globalization;

namespace Hud.Tests.Shared;

/// <summary>What the program's meters counted while this listened: counters and histograms summed up, gauges as they are when
/// somebody asks. A series is written <c>name{label=value}</c>.</summary>
internal sealed class Counted : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _series = [];

    /// <param name="mine">Null for the meters whose scope this is: other tests count in this process too.</param>
    public Counted(Func<Instrument, bool>? mine = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (mine?.Invoke(instrument) ?? instrument.Meter.Scope == this) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <returns>0 for a series that nobody wrote.</returns>
    public double this[string series] => All.GetValueOrDefault(series);

    public IReadOnlyDictionary<string, double> All
    {
        get
        {
            _listener.RecordObservableInstruments();
            lock (_gate) return new SortedDictionary<string, double>(_series, StringComparer.Ordinal);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(',', tags.ToArray().Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}={t.Value}")));
        var series = labels.Length == 0 ? instrument.Name : $"{instrument.Name}{{{labels}}}";
        lock (_gate) _series[series] = instrument.IsObservable ? value : _series.GetValueOrDefault(series) + value;
    }
}
