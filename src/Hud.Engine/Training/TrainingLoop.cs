using System.Diagnostics;
using System.Globalization;
using Hud.Engine.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>Trains from the latest good checkpoint to the last iteration.</summary>
public static class TrainingLoop
{
    private const string RunningLossKey = "running_loss";

    /// <param name="iterations">Steps in all, those before a resume included; at least 1.</param>
    /// <param name="checkpointEvery">Steps between checkpoints; at least 1. One is also taken at the end, on stop and on request.</param>
    /// <param name="seed">Root seed of the trial, for the manifest and for <see cref="DivergedException"/>.</param>
    /// <param name="metadata">Further facts for the checkpoint's manifest: threads, precision, trial key.</param>
    /// <exception cref="DivergedException">A loss or weight is NaN or infinite; no such state is ever saved.</exception>
    public static TrainingOutcome Run(
        ITrainable model, long iterations, long checkpointEvery, CheckpointStore store, StopSignal stop,
        ITrainingObserver observer, long seed, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stop);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(checkpointEvery);

        var (step, running, saved) = Resume(model, store, observer);
        observer.Resumed(step, running);
        while (step < iterations && !stop.StopRequested)
        {
            var loss = model.Step(step);
            if (!double.IsFinite(loss)) throw new DivergedException(step, seed, "the loss");
            step++;
            // A plain mean first, then a window of about 100 steps.
            running = double.IsNaN(running) ? loss : running + ((loss - running) / Math.Min(step, 100));
            observer.Stepped(step, loss, running);
            if (step % checkpointEvery == 0 | stop.TakeCheckpointRequest()) saved = Save();
        }

        if (saved?.Step != step) saved = Save();
        return new(step, step >= iterations, running, saved!);

        CheckpointInfo Save()
        {
            var begun = Stopwatch.GetTimestamp();
            var state = model.State();
            foreach (var (name, tensor) in state)
                if (!IsFinite(tensor)) throw new DivergedException(step - 1, seed, name);
            var facts = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>())
            {
                ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
                [RunningLossKey] = running.ToString("R", CultureInfo.InvariantCulture),
            };
            var info = store.Save(step, state, facts) with { Took = Stopwatch.GetElapsedTime(begun) };
            observer.Checkpointed(info);
            return info;
        }
    }

    private static (long Step, double RunningLoss, CheckpointInfo? Saved) Resume(
        ITrainable model, CheckpointStore store, ITrainingObserver observer)
    {
        using var checkpoint = store.LoadLatest(observer.Warned);
        if (checkpoint is null) return (0, double.NaN, null);
        model.Load(checkpoint.State);
        var running = double.Parse(checkpoint.Metadata[RunningLossKey], CultureInfo.InvariantCulture);
        return (checkpoint.Step, running, checkpoint.Info);
    }

    private static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return !is_floating_point(tensor) || double.IsFinite(Number.From(tensor.detach().abs().max()));
    }
}
