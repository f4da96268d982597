namespace Hud.Engine.Trials;

/// <summary>The parts of a trial, in order. Each can be repeated after a kill and ends with the same bits.</summary>
public enum Phase
{
    /// <summary>Load and clean the scene, unmix it (shared between trials), build the model.</summary>
    Prepare,

    Train,

    Sample,

    Evaluate,

    Draw,
}
