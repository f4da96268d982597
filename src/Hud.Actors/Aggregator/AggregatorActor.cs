using System.Collections.Immutable;
using Akka.Actor;
using Hud.Actors.Coordinator;
using Hud.Experiments;
using Hud.Experiments.Files;
using Microsoft.Extensions.Logging;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Aggregator;

/// <summary>Keeps the ledger and the tables of one experiment in its folder up to date as cells fill. Plumbing only.
/// </summary>
public sealed class AggregatorActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly string _folder;
    private readonly string _trials;
    private readonly ILogger _log;
    private AggregatorState _state = AggregatorState.Empty;
    private ImmutableArray<string> _written = [];

    public AggregatorActor(
        string experiment, string folder, IActorRef coordinator, ILogger<AggregatorActor> log, string trials)
    {
        (_folder, _log, _trials) = (folder, log, trials);
        Receive<ExperimentView>(view => Take(AggregatorDecisions.Apply(_state, view)));
        Receive<TrialChanged>(change => Take(AggregatorDecisions.Apply(_state, change.Trial)));
        Receive<TrialMoved>(_ => { });
        Receive<AggregatorProtocol.Write>(_ => Write());
        Receive<AggregatorProtocol.GetTables>(_ => Sender.Tell(Write()));
        Context.ActorOf(FollowerActor.Props(experiment, coordinator), "follower");
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="trials">Where the trials' folders are, for their pictures; null for those of a run: beside the tables.
    /// </param>
    public static Props Props(
        string experiment, string folder, IActorRef coordinator, ILogger<AggregatorActor> log, string? trials = null)
    {
        var source = trials ?? Path.Combine(folder, "trials");
        return Akka.Actor.Props.Create(() => new AggregatorActor(experiment, folder, coordinator, log, source));
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
                FigureFiles.Gather(record, _folder, _trials);
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

    private string WriteFile((string File, string Text) file)
    {
        var path = Path.Combine(_folder, file.File);
        AtomicFile.WriteText(path, file.Text);
        return path;
    }
}
