using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;

namespace Hud.Cli.Live;

/// <summary>Shows a run to a person. Called by one thread at a time.</summary>
internal interface IRunView : IDisposable
{
    /// <summary>The experiment as it stands; again after the coordinator was away.</summary>
    void Show(CoordinatorProtocol.ExperimentView experiment);

    void Changed(TrialView trial);

    void Moved(AttemptId attempt, ChildProgress progress);

    /// <summary>A line of its own.</summary>
    void Say(string line);
}
