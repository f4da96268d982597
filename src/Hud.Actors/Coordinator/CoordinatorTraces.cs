using System.Diagnostics;
using Hud.Actors.Hosting;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

/// <summary>One trace a trial, from when it could start until it is recorded: <c>trial</c> holds a <c>wait</c> and an
/// <c>attempt</c> for each try, and links to the <c>submit</c> that asked for it. Nothing while nobody listens.</summary>
internal sealed class CoordinatorTraces : IDisposable
{
    private static readonly ActivitySource Source = new(TelemetryNames.Traces);

    private readonly Dictionary<string, ActivityContext> _submits = new(StringComparer.Ordinal);
    private readonly Dictionary<TrialKey, Spans> _open = [];

    /// <param name="trace">W3C traceparent of the submission.</param>
    public void Submitted(string experiment, string trace)
    {
        if (ActivityContext.TryParse(trace, null, isRemote: true, out var context)) _submits[experiment] = context;
    }

    /// <param name="since">For an assignment, the moment from which the trial waited.</param>
    public void Durable(ICoordinatorEvent fact, DateTimeOffset? since)
    {
        switch (fact)
        {
            case TrialAssigned e when Source.HasListeners(): Assigned(e, since ?? e.At); break;
            case AttemptLost e: EndAttempt(e.Attempt, e.At, e.Detail); break;
            case TrialFailed e: End(e.Attempt, e.At, e.Failure.Message); break;
            case RungJudged { Stops: true } e: End(e.Attempt, e.At, null); break;
            case ResultRecorded e: End(e.Attempt, e.At, null); break;
            default: break;
        }
    }

    public NodeProtocol.StartAttempt Marked(NodeProtocol.StartAttempt order) =>
        _open.TryGetValue(order.Attempt.Trial, out var spans) && spans.Attempt is { } attempt && spans.Number == order.Attempt.Number
            ? order with { Trace = attempt.Id }
            : order;

    /// <summary>What is under way goes on without us; its spans so far are worth keeping.</summary>
    public void Dispose()
    {
        foreach (var spans in _open.Values)
        {
            spans.Attempt?.Dispose();
            spans.Trial.Dispose();
        }

        _open.Clear();
    }

    private void Assigned(TrialAssigned e, DateTimeOffset since)
    {
        if (!_open.TryGetValue(e.Attempt.Trial, out var spans))
        {
            if (Start("trial", default, since, e) is not { } trial) return;
            _open[e.Attempt.Trial] = spans = new Spans(trial);
        }

        spans.Attempt?.Dispose();
        using (var wait = Start("wait", spans.Trial.Context, since, null)) wait?.SetEndTime(e.At.UtcDateTime);
        spans.Attempt = Start("attempt", spans.Trial.Context, e.At, null);
        spans.Attempt?.SetTag("hud.attempt", e.Attempt.Number).SetTag("hud.node", e.Node.Value).SetTag("hud.device", e.Slot);
        spans.Number = e.Attempt.Number;
    }

    private Activity? Start(string name, ActivityContext parent, DateTimeOffset at, TrialAssigned? first)
    {
        var links = first?.Experiment is { } asked && _submits.TryGetValue(asked, out var submit) ? new[] { new ActivityLink(submit) } : null;
        // This thread serves other messages next: they are not part of the span. A root has no parent, whatever runs here.
        var surrounding = Activity.Current;
        Activity.Current = null;
        var span = Source.StartActivity(name, ActivityKind.Internal, parent, links: links, startTime: at);
        Activity.Current = surrounding;
        if (first is not null) span?.SetTag("hud.trial", first.Attempt.Trial.Value).SetTag("hud.experiment", first.Experiment);
        return span;
    }

    private void EndAttempt(AttemptId attempt, DateTimeOffset at, string? wrong)
    {
        if (!_open.TryGetValue(attempt.Trial, out var spans) || spans.Attempt is not { } span) return;
        Stop(span, at, wrong);
        spans.Attempt = null;
    }

    private void End(AttemptId attempt, DateTimeOffset at, string? wrong)
    {
        EndAttempt(attempt, at, wrong);
        if (_open.Remove(attempt.Trial, out var spans)) Stop(spans.Trial, at, wrong);
    }

    private static void Stop(Activity span, DateTimeOffset at, string? wrong)
    {
        if (wrong is not null) span.SetStatus(ActivityStatusCode.Error, wrong);
        span.SetEndTime(at.UtcDateTime);
        span.Dispose();
    }

    private sealed class Spans(Activity trial)
    {
        public Activity Trial { get; } = trial;

        public Activity? Attempt { get; set; }

        public int Number { get; set; }
    }
}
