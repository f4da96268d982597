using System.Diagnostics;
using Hud.Actors.Hosting;
using Hud.Actors.Nodes;
using Hud.Actors.Trials;

namespace Hud.Node.Processes;

/// <summary>The phases of one attempt as spans under the coordinator's span of it. Thread-safe.</summary>
internal sealed class AttemptTrace
{
    private static readonly ActivitySource Source = new(TelemetryNames.Traces);

    private readonly Lock _gate = new();
    private readonly ActivityContext _parent;
    private Activity? _phase;

    private AttemptTrace(ActivityContext parent)
    {
        _parent = parent;
        _phase = Start(TrialPhase.Prepare);
    }

    /// <returns>Null where nobody listens, or the coordinator does not trace.</returns>
    public static AttemptTrace? Of(NodeProtocol.StartAttempt order) =>
        Source.HasListeners() && ActivityContext.TryParse(order.Trace, null, isRemote: true, out var parent) ? new(parent) : null;

    public void Heard(TrialSignal signal)
    {
        lock (_gate)
        {
            switch (signal)
            {
                case TrialMovedOn { Progress.Phase: var phase } when Name(phase) != _phase?.OperationName:
                    _phase?.Dispose();
                    _phase = Start(phase);
                    break;
                case TrialSpent { Cost: var cost }:
                    _phase?.AddEvent(new ActivityEvent("checkpoint", tags: new() { ["seconds"] = cost.Seconds, ["bytes"] = cost.Bytes }));
                    break;
                case TrialOutcome outcome:
                    if (outcome is TrialGaveUp { Failure.Message: var failure }) _phase?.SetStatus(ActivityStatusCode.Error, failure);
                    if (outcome is TrialEnded { Detail: var detail }) _phase?.SetStatus(ActivityStatusCode.Error, detail);
                    _phase?.Dispose();
                    _phase = null;
                    break;
                default: break;
            }
        }
    }

    private Activity? Start(TrialPhase phase)
    {
        // The thread belongs to whoever speaks: the span must not become the parent of what it does next.
        var surrounding = Activity.Current;
        var span = Source.StartActivity(Name(phase), ActivityKind.Internal, _parent);
        Activity.Current = surrounding;
        return span;
    }

    private static string Name(TrialPhase phase) => phase switch
    {
        TrialPhase.Prepare => "prepare",
        TrialPhase.Train => "train",
        TrialPhase.Sample => "sample",
        TrialPhase.Evaluate => "evaluate",
        _ => "draw",
    };
}
