using System.Collections.Concurrent;
using System.Diagnostics;
using Hud.Actors.Coordinator;
using Hud.Actors.Hosting;
using Hud.Actors.Nodes;
using Hud.Actors.Tests.Support;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class CoordinatorTracesTests : IDisposable
{
    private const string Submit = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly CoordinatorTraces _traces = new();
    private readonly string _experiment = Guid.NewGuid().ToString();

    public CoordinatorTracesTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.Traces,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _traces.Submitted(_experiment, Submit);
    }

    public void Dispose()
    {
        _traces.Dispose();
        _listener.Dispose();
    }

    private TrialAssigned Assigned(int attempt, int minute) => new(
        Some.Attempt(attempt), Some.Node, Some.Life, "cpu:0", attempt, Some.Time.AddMinutes(minute))
    {
        Experiment = _experiment,
    };

    /// <summary>Other tests may trace in this process.</summary>
    private List<Activity> Spans(ActivityTraceId trace) => [.. _spans.Where(s => s.TraceId == trace).OrderBy(s => s.StartTimeUtc)];

    [Fact]
    public void Trial_that_is_lost_once_is_one_trace_with_two_attempts_and_links_to_its_submission()
    {
        _traces.Durable(Assigned(1, 2), Some.Time);
        var order = _traces.Marked(new NodeProtocol.StartAttempt(Some.Attempt(), 1, "cpu:0", Some.Spec(), null));
        _traces.Durable(new AttemptLost(Some.Attempt(), LossReason.Crashed, "signal 11", Some.Time.AddMinutes(5)), null);
        _traces.Durable(Assigned(2, 6), Some.Time.AddMinutes(5));
        Assert.Null(_traces.Marked(order with { Trace = null }).Trace);
        _traces.Durable(new ResultRecorded(Some.Attempt(2), Some.Result(), Some.Time.AddMinutes(9)), null);

        Assert.True(ActivityContext.TryParse(order.Trace, null, out var first));
        var spans = Spans(first.TraceId);
        var trial = Assert.Single(spans, s => s.OperationName == "trial");
        Assert.Equal((default, Some.Time.UtcDateTime, TimeSpan.FromMinutes(9)), (trial.ParentSpanId, trial.StartTimeUtc, trial.Duration));
        Assert.Equal("b7ad6b7169203331", Assert.Single(trial.Links).Context.SpanId.ToHexString());
        Assert.All(spans.Where(s => s != trial), s => Assert.Equal(trial.SpanId, s.ParentSpanId));
        Assert.Equal([2.0, 1.0], spans.Where(s => s.OperationName == "wait").Select(s => s.Duration.TotalMinutes));
        var attempts = spans.Where(s => s.OperationName == "attempt").ToList();
        Assert.Equal([3.0, 3.0], attempts.Select(s => s.Duration.TotalMinutes));
        Assert.Equal([(ActivityStatusCode.Error, "signal 11"), (ActivityStatusCode.Unset, null)], attempts.Select(s => (s.Status, s.StatusDescription)));
        Assert.Equal(first.SpanId, attempts[0].SpanId);
    }

    [Fact]
    public void Tracing_leaves_no_span_behind_on_the_threads_that_it_uses()
    {
        var before = Activity.Current;
        _traces.Durable(Assigned(1, 2), Some.Time);
        Assert.Same(before, Activity.Current);
    }

    [Fact]
    public void What_is_open_when_the_coordinator_goes_is_ended()
    {
        _traces.Durable(Assigned(1, 2), Some.Time);
        var order = _traces.Marked(new NodeProtocol.StartAttempt(Some.Attempt(), 1, "cpu:0", Some.Spec(), null));
        Assert.True(ActivityContext.TryParse(order.Trace, null, out var trace));
        _traces.Dispose();
        Assert.Equal(["attempt", "trial", "wait"], Spans(trace.TraceId).Select(s => s.OperationName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-01")]
    public void Trace_that_cannot_be_read_is_ignored(string trace)
    {
        using var traces = new CoordinatorTraces();
        traces.Submitted(_experiment, trace);
        traces.Durable(Assigned(1, 2), Some.Time);
        Assert.NotNull(traces.Marked(new NodeProtocol.StartAttempt(Some.Attempt(), 1, "cpu:0", Some.Spec(), null)).Trace);
    }
}
