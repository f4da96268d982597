using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Node.Processes;

namespace Hud.Node.Artifacts;

/// <summary>A runner whose trials outlive their node: what an earlier attempt left in the artifact store is here before the
/// child starts, and checkpoints and results go there in the background. Whoever asks sees one attempt, held from the
/// order on.</summary>
/// <param name="inner">Runs the children.</param>
/// <param name="folderOf">An attempt's folder.</param>
public sealed class ArtifactRunner(
    INodeRunner inner, Func<AttemptId, string> folderOf, CheckpointFetch fetch, ArtifactUploader uploader, TimeProvider time)
    : INodeRunner
{
    /// <summary>Between two signs of life while files are on their way; a lease needs them.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>How long an attempt that leaves waits for its last checkpoint to get to the store, where its successor
    /// looks for it.</summary>
    private static readonly TimeSpan LastUpload = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly Dictionary<AttemptId, Preparation> _preparing = [];

    public Incarnation Incarnation => inner.Incarnation;

    public IReadOnlyCollection<NodeProtocol.StartAttempt> Holding
    {
        get
        {
            lock (_gate) return [.. inner.Holding, .. _preparing.Values.Select(p => p.Order)];
        }
    }

    public bool IsQuiet
    {
        get
        {
            lock (_gate) return inner.IsQuiet && _preparing.Values.All(p => p.Outcome is not null);
        }
    }

    public void Run(NodeProtocol.StartAttempt order, Action<TrialSignal> observer)
    {
        ArgumentNullException.ThrowIfNull(order);
        lock (_gate)
        {
            if (_preparing.TryGetValue(order.Attempt, out var known))
            {
                known.Observer = observer;
                if (known.Outcome is { } outcome) observer(outcome);
            }
            else if (inner.Holding.Any(h => h.Attempt == order.Attempt))
            {
                inner.Run(order, Watched(order.Attempt, observer));
            }
            else
            {
                var fresh = _preparing[order.Attempt] = new Preparation(order, observer);
                _ = Task.Run(() => Prepare(fresh));
            }
        }
    }

    public void Expect(string slot, TrialSpec? next) => inner.Expect(slot, next);

    public void Stop(AttemptId attempt)
    {
        lock (_gate)
        {
            if (_preparing.TryGetValue(attempt, out var preparing)) preparing.Stop.Cancel();
            else inner.Stop(attempt);
        }
    }

    public void Canary(Action<CanaryOutcome> observer) => inner.Canary(observer);

    public void Forget(AttemptId attempt)
    {
        lock (_gate)
        {
            if (_preparing.TryGetValue(attempt, out var preparing) && preparing.Outcome is not null) _preparing.Remove(attempt);
            else inner.Forget(attempt);
        }
    }

    /// <summary>Does something to a trial's folder while no attempt of it is, or comes to be, held here.</summary>
    /// <returns>False when one is held, and nothing was done.</returns>
    public bool Release(TrialKey trial, Action change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            if (Holding.Any(h => h.Attempt.Trial == trial)) return false;
            change();
            return true;
        }
    }

    private async Task Prepare(Preparation preparing)
    {
        var attempt = preparing.Order.Attempt;
        try
        {
            await using var alive = time.CreateTimer(_ => Say(preparing, 0, 1), null, SignOfLife, SignOfLife);
            await fetch.Bring(attempt, folderOf(attempt), (done, of) => Say(preparing, done, of), preparing.Stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked to leave.
        }

        lock (_gate)
        {
            if (preparing.Stop.IsCancellationRequested)
            {
                preparing.Outcome = new TrialEnded(LossReason.Stopped, "asked to leave before it began");
                preparing.Observer(preparing.Outcome);
                return;
            }

            _preparing.Remove(attempt);
            inner.Run(preparing.Order, Watched(attempt, preparing.Observer));
        }
    }

    private Action<TrialSignal> Watched(AttemptId attempt, Action<TrialSignal> observer) => signal =>
    {
        switch (signal)
        {
            case TrialSaved: uploader.Offer(attempt, folderOf(attempt)); break;
            case TrialSucceeded: uploader.OfferResult(attempt, folderOf(attempt)); break;
            case TrialEnded: _ = WhenLastCheckpointIsSent(signal, observer); return;
            default: break;
        }

        observer(signal);
    };

    private async Task WhenLastCheckpointIsSent(TrialSignal signal, Action<TrialSignal> observer)
    {
        await Task.WhenAny(uploader.WhenSent(), Task.Delay(LastUpload, time));
        observer(signal);
    }

    private void Say(Preparation preparing, long done, long of)
    {
        lock (_gate)
        {
            if (preparing.Outcome is null) preparing.Observer(new TrialMovedOn(new(TrialPhase.Prepare, done, of, null, null)));
        }
    }

    private sealed class Preparation(NodeProtocol.StartAttempt order, Action<TrialSignal> observer)
    {
        public NodeProtocol.StartAttempt Order { get; } = order;

        public Action<TrialSignal> Observer { get; set; } = observer;

        public CancellationTokenSource Stop { get; } = new();

        public TrialOutcome? Outcome { get; set; }
    }
}
