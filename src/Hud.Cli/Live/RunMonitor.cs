using Akka.Actor;
using Akka.Event;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Cli.Live;

/// <summary>Submits a plan, watches it to its end and shows it. Its result is the last picture; a journal that keeps
/// failing ends the watch with an exception.</summary>
internal sealed class RunMonitor : ReceiveActor, IWithTimers
{
    /// <summary>Failures in a row, each after a longer pause, before a person is asked to help.</summary>
    private const int TroubleLimit = 4;

    private readonly SubmitExperiment _submission;
    private readonly IActorRef _coordinator;
    private readonly IRunView _view;
    private readonly TaskCompletionSource<RunPicture> _over;
    private RunPicture? _picture;
    private int _troubles;

    public RunMonitor(
        ExperimentPlan plan, IActorRef coordinator, IRunView view, TaskCompletionSource<RunPicture> over)
    {
        _submission = new SubmitExperiment(CommandId.New(), plan);
        (_coordinator, _view, _over) = (coordinator, view, over);
        Receive<Submit>(_ => _coordinator.Tell(_submission));
        Receive<ExperimentAccepted>(a => a.Command == _submission.Command, Accepted);
        Receive<ExperimentView>(Show);
        Receive<TrialChanged>(change => Fold(change.Trial));
        Receive<TrialMoved>(move =>
        {
            _picture = _picture?.With(move.Attempt, move.Progress);
            _view.Moved(move.Attempt, move.Progress);
        });
        Receive<JournalTrouble>(Trouble);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournalTrouble));
        Timers.StartPeriodicTimer("submit", Submit.Instance, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private void Accepted(ExperimentAccepted accepted)
    {
        Timers.Cancel("submit");
        if (Context.Child("follower").IsNobody())
            Context.ActorOf(FollowerActor.Props(accepted.Experiment, _coordinator), "follower");
    }

    private void Show(ExperimentView view)
    {
        _picture = RunPicture.Of(view);
        _view.Show(view);
        EndWhenOver();
    }

    private void Fold(TrialView trial)
    {
        _troubles = 0;
        _picture = _picture?.With(trial);
        _view.Changed(trial);
        EndWhenOver();
    }

    private void EndWhenOver()
    {
        if (_picture is { IsOver: true } picture) _over.TrySetResult(picture);
    }

    private void Trouble(JournalTrouble trouble)
    {
        _view.Say($"hud: the journal cannot be used: {trouble.Message}");
        if (++_troubles >= TroubleLimit)
            _over.TrySetException(new IOException($"the journal cannot be used: {trouble.Message}"));
    }

    private sealed class Submit : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static Submit Instance { get; } = new();
    }
}
