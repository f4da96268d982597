using Hud.Actors.Trials;

namespace Hud.Node.Processes;

/// <summary>A runner as a node's process sees it.</summary>
public interface INodeRunner : ITrialRunner
{
    /// <summary>True when nothing is under way; outcomes may still wait for their acknowledgement.</summary>
    bool IsQuiet { get; }
}
