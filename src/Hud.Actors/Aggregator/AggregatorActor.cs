using System.Collections.Immutable;
using Akka.Actor;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Experiments;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;
using Microsoft.Extensions.Logging;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Aggregator;

/// <summary>Keeps the ledger and the tables of one experiment in its folder up to date as cells fill. Plumbing only.
/// </summary>
public sealed class AggregatorActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly string _folder;
    private readonly PictureSource _pictures;
    private readonly ILogger _log;
    private AggregatorState _state = AggregatorState.Empty;
    private ImmutableArray<string> _written = [];
    private Action<AttemptId, string>? _arrivals;

    public AggregatorActor(
        string experiment, string folder, IActorRef coordinator, ILogger<AggregatorActor> log, PictureSource pictures)
    {
        (_folder, _log, _pictures) = (folder, log, pictures);
        Receive<ExperimentView>(view => Take(AggregatorDecisions.Apply(_state, view)));
        Receive<TrialChanged>(change => Take(AggregatorDecisions.Apply(_state, change.Trial)));
        Receive<TrialMoved>(_ => { });
        Receive<AggregatorProtocol.PictureArrived>(p => Draw(p.Trial));
        Receive<AggregatorProtocol.Write>(_ => Write());
        Receive<AggregatorProtocol.GetTables>(_ => Sender.Tell(Write()));
        Context.ActorOf(FollowerActor.Props(experiment, coordinator), "follower");
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="pictures">Null for those of a run: beside the tables.</param>
    public static Props Props(
        string experiment, string folder, IActorRef coordinator, ILogger<AggregatorActor> log, PictureSource? pictures = null)
    {
        var source = pictures ?? new(Path.Combine(folder, "trials"));
        return Akka.Actor.Props.Create(() => new AggregatorActor(experiment, folder, coordinator, log, source));
    }

    protected override void PreStart()
    {
        if (_pictures.Store is not { } store) return;
        var self = Self;
        _arrivals = (attempt, name) =>
        {
            if (name.EndsWith(PictureSource.Ending, StringComparison.Ordinal)) self.Tell(new AggregatorProtocol.PictureArrived(attempt.Trial));
        };
        store.Published += _arrivals;
    }

    protected override void PostStop()
    {
        if (_pictures.Store is { } store) store.Published -= _arrivals;
    }

    private void Take(AggregatorState state)
    {
        // Results that arrive together share one writing.
        if (state.Dirty && !_state.Dirty) Self.Tell(AggregatorProtocol.Write.Instance);
        _state = state;
    }

    private object Write()
    {
        if (_state.Record is not { } record) return new AggregatorProtocol.TablesFailed("the coordinator did not answer yet");
        try
        {
            if (_state.Dirty)
            {
                _written = [.. AggregatorDecisions.Files(record).Select(WriteFile)];
                FigureFiles.Gather(record, _folder, _pictures);
            }

            _state = _state with { Dirty = false };
            return new AggregatorProtocol.TablesWritten(_written, record.Ledger.Count);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or InputException)
        {
            AggregatorLog.NotWritten(_log, _folder, failed.Message);
            Timers.StartSingleTimer("retry", AggregatorProtocol.Write.Instance, RetryPause);
            return new AggregatorProtocol.TablesFailed(failed.Message);
        }
    }

    /// <summary>A picture may come before its result, and long after it.</summary>
    private void Draw(TrialKey trial)
    {
        if (_state.Record is not { } record || record.Ledger.Find(trial) is null) return;
        try
        {
            FigureFiles.Gather(record, _folder, _pictures, trial);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            AggregatorLog.NotWritten(_log, _folder, failed.Message);
        }
    }

    private string WriteFile((string File, string Text) file)
    {
        var path = Path.Combine(_folder, file.File);
        AtomicFile.WriteText(path, file.Text);
        return path;
    }
}
