using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;

namespace Hud.Cli.Live;

/// <summary>Remembers whether anything was left to do when the run began, and passes everything on.</summary>
internal sealed class FirstLook(IRunView view) : IRunView
{
    private bool _seen;

    public bool NothingToDo { get; private set; }

    public void Show(CoordinatorProtocol.ExperimentView experiment)
    {
        if (!_seen) NothingToDo = experiment.Trials.All(t => t.Status is TrialStatus.Recorded || t.StoppedEarly);
        _seen = true;
        view.Show(experiment);
    }

    public void Changed(TrialView trial) => view.Changed(trial);

    public void Moved(AttemptId attempt, ChildProgress progress) => view.Moved(attempt, progress);

    public void Say(string line) => view.Say(line);

    public void Dispose() => view.Dispose();
}
