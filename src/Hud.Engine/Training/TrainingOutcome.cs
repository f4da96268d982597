namespace Hud.Engine.Training;

/// <param name="Step">Steps finished.</param>
/// <param name="Finished">False when a <see cref="StopSignal"/> ended it early.</param>
/// <param name="RunningLoss">See <see cref="ITrainingObserver.Stepped"/>; NaN when no step was ever taken.</param>
/// <param name="Checkpoint">The last one, holding exactly the state in memory.</param>
public sealed record TrainingOutcome(long Step, bool Finished, double RunningLoss, CheckpointInfo Checkpoint);
