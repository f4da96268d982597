namespace Hud.Engine.Training;

/// <summary>Hears what <see cref="TrainingLoop"/> does, on the training thread.</summary>
public interface ITrainingObserver
{
    /// <summary>Training begins or goes on.</summary>
    /// <param name="step">Steps finished so far: 0 for a fresh start.</param>
    /// <param name="runningLoss">As of the last step that is finished; NaN before the first.</param>
    void Resumed(long step, double runningLoss);

    /// <param name="step">Steps finished, from 1.</param>
    /// <param name="runningLoss">Exponential average of the losses over about 100 steps.</param>
    void Stepped(long step, double loss, double runningLoss);

    void Checkpointed(CheckpointInfo checkpoint);

    /// <summary>Something the user should know, such as a damaged checkpoint that was passed over.</summary>
    void Warned(string message);
}
