using Akka.Actor;
using Hud.Actors.Coordinator;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed.Http;

/// <summary>What runs now. However many ask, the coordinator is asked once a second.</summary>
internal sealed class RunningWatch(ControlPlane plane, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<RunningDocument>? _answer;
    private long _asked;

    /// <returns>Nothing while the coordinator does not answer.</returns>
    public Task<RunningDocument> Now(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_answer is null || (_answer.IsCompleted && time.GetElapsedTime(_asked) >= Fresh))
                (_answer, _asked) = (Ask(), time.GetTimestamp());
            return _answer.WaitAsync(cancel);
        }
    }

    private async Task<RunningDocument> Ask()
    {
        try
        {
            var view = (RunningView)await plane.Coordinator(new GetRunning(), CancellationToken.None);
            return new([.. view.Attempts.Select(Document)]);
        }
        catch (AskTimeoutException)
        {
            return new([]);
        }
    }

    private static RunningAttempt Document(RunningAttemptView a) => new(
        a.Attempt.Trial.Value, a.Attempt.Number, a.Experiment, a.Node.Value, a.Slot, a.Since, a.Progress?.Phase, a.Progress?.Step,
        a.Progress?.Of, a.Progress?.Loss, a.Progress?.SecondsLeft);
}
