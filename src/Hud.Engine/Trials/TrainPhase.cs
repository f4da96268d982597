using Hud.Engine.Training;
using Hud.Experiments.Plans;

namespace Hud.Engine.Trials;

/// <summary>Trains from the latest good checkpoint on, then writes the self-contained model.</summary>
internal static class TrainPhase
{
    public static IReadOnlyList<string> Run(TrialRun run)
    {
        var (spec, folder) = (run.Spec, run.Folder);
        Directory.CreateDirectory(folder.Checkpoints);
        using var listener = new Listener(run);
        var metadata = new Dictionary<string, string> { ["trial"] = TrialKey.Of(spec).Value, ["method"] = spec.Method };
        var outcome = TrainingLoop.Run(
            run.Trainer!, spec.Budget.Iterations, spec.Budget.CheckpointEvery, new CheckpointStore(folder.Checkpoints),
            run.Stop, listener, spec.Seed, metadata);
        if (!outcome.Finished) run.LeaveIfAsked();
        using (var model = run.Trainer!.Export()) model.Write(folder.Model);
        run.DropTrainer();
        return [TrialFolder.ModelFile];
    }

    private sealed class Listener(TrialRun run) : ITrainingObserver, IDisposable
    {
        private TrialLog? _log;

        public void Resumed(long step, double runningLoss)
        {
            _log = new TrialLog(run.Folder.Log, step);
            run.TimeLeft.Begin(step);
            run.Observer.Progressed(Phase.Train, step, run.Spec.Budget.Iterations, double.IsNaN(runningLoss) ? null : runningLoss, null);
        }

        public void Stepped(long step, double loss, double runningLoss)
        {
            _log!.Append(new(step, loss, runningLoss));
            run.Observer.Progressed(
                Phase.Train, step, run.Spec.Budget.Iterations, runningLoss, run.TimeLeft.AfterSteps(step));
        }

        public void Checkpointed(CheckpointInfo checkpoint)
        {
            run.Observer.Spent(checkpoint.Took, new FileInfo(checkpoint.Path).Length);
            run.Observer.Checkpointed(
                Phase.Train, checkpoint.Step, run.Folder.RelativeName(checkpoint.Path), checkpoint.Sha256);
        }

        public void Warned(string message) => run.Observer.Warned(message);

        public void Dispose() => _log?.Dispose();
    }
}
