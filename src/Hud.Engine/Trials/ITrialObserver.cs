namespace Hud.Engine.Trials;

/// <summary>Hears what a trial does, on the trial's thread.</summary>
public interface ITrialObserver
{
    /// <param name="step">Finished units of the phase: optimiser steps, images, or 0 and 1 for a phase without parts.</param>
    /// <param name="loss">Running training loss; null outside training.</param>
    /// <param name="secondsLeft">Estimate for training and sampling together; null while unknown.</param>
    void Progressed(Phase phase, long step, long of, double? loss, double? secondsLeft);

    /// <summary>Something is safe on disk that a later attempt will go on from.</summary>
    /// <param name="file">Relative to the trial's folder.</param>
    void Checkpointed(Phase phase, long step, string file, string sha256);

    /// <summary>What the checkpoint cost that is reported next.</summary>
    void Spent(TimeSpan time, long bytes)
    {
        // Few care.
    }

    /// <summary>Something a person should know, such as a damaged file that is made again.</summary>
    void Warned(string message);
}
