using Hud.Engine.Methods;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;

namespace Hud.Engine.Trials;

/// <summary>What the phases of one attempt share. The scene is read when the first phase asks for it.</summary>
/// <param name="ahead">The trial's scene, where it is in memory already.</param>
internal sealed class TrialRun(
    TrialSpec spec, TrialFolder folder, SceneLoader scenes, string sharedFolder, ITrialObserver observer, StopSignal stop,
    TimeProvider clock, PreparedScene? ahead) : IDisposable
{
    private PreparedScene? _prepared = ahead?.On(spec.Threads);

    public TrialSpec Spec { get; } = spec;

    public TrialFolder Folder { get; } = folder;

    public ITrialObserver Observer { get; } = observer;

    public StopSignal Stop { get; } = stop;

    public TimeLeft TimeLeft { get; } = new(spec, clock);

    public IMethod Method { get; } = MethodRegistry.Get(spec.Method);

    public Scene Scene => PreparedScene.Scene;

    public PreparedScene PreparedScene =>
        _prepared ??= new(SceneAhead.Load(Spec.Scene, scenes), new SharedWork(sharedFolder), Spec.Threads);

    /// <summary>Built by <see cref="Phase.Prepare"/> for <see cref="Phase.Train"/>.</summary>
    public ITrainer? Trainer { get; private set; }

    public void Prepare() =>
        Trainer ??= Method.Create(PreparedScene, Spec);

    /// <summary>Leaves the attempt where it is; what is on disk stays for the next one.</summary>
    public void LeaveIfAsked()
    {
        if (Stop.StopRequested) throw new OperationCanceledException("stopped on request");
    }

    /// <summary>The model is not needed any more: sampling wants the memory.</summary>
    public void DropTrainer()
    {
        Trainer?.Dispose();
        Trainer = null;
    }

    public void Dispose() => DropTrainer();
}
