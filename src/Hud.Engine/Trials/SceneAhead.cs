using Hud.Engine.Methods;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Trials;

/// <summary>Does the scene work of a trial that is expected next: reads and cleans the scene, fills the shared folder, and
/// keeps the scene for a trial that has the same one. Works on a thread of its own, of the usual priority: a trial may come
/// to wait for it, and threads that it starts stay with that trial. An expectation that was wrong costs the work and
/// nothing more.</summary>
/// <param name="warn">Told why a scene could not be prepared; its trial will find the same.</param>
public sealed class SceneAhead(SceneLoader scenes, string sharedFolder, Action<string> warn)
{
    private readonly Lock _gate = new();
    private TrialSpec? _wanted;
    private Thread? _worker;
    private TrialSpec? _under;
    private (ScenePin Pin, PreparedScene Scene)? _ready;
    private ScenePin? _given;

    /// <summary>Returns at once. Only the newest expectation counts.</summary>
    public void Expect(TrialSpec next)
    {
        ArgumentNullException.ThrowIfNull(next);
        lock (_gate)
        {
            _wanted = next;
            if (_worker is not null || _given is not null) return;
            _worker = new Thread(Work) { IsBackground = true, Name = "scene ahead" };
            _worker.Start();
        }
    }

    /// <summary>Gives the scene away, and prepares no other.</summary>
    /// <returns>The trial's scene, waited for while it is being prepared; null when another one, or none, was expected.
    /// </returns>
    public PreparedScene? Take(TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Thread? worker;
        lock (_gate)
        {
            _given = spec.Scene;
            worker = (_under ?? _wanted)?.Scene == spec.Scene ? _worker : null;
            // The worker may be about to begin with what is asked for; whatever else it would do now is for nobody.
            if (worker is null || _under is not null) _wanted = null;
        }

        worker?.Join();
        lock (_gate)
        {
            var taken = _ready is var (pin, scene) && pin == spec.Scene ? scene : null;
            _ready = null;
            return taken;
        }
    }

    /// <exception cref="InputException">It cannot be read, or is not the one that was planned on.</exception>
    internal static Scene Load(ScenePin pin, SceneLoader scenes)
    {
        var scene = scenes.Load(pin.Name);
        return scene.Pin() == pin ? scene : throw new InputException(
            pin.Name, null, scene.Pin().ToString(), $"the scene has changed since the trial was planned on {pin}");
    }

    private void Work()
    {
        while (Next() is { } spec)
        {
            try
            {
                Prepare(spec);
            }
            catch (Exception failed)
            {
                warn($"{spec.Scene.Name} was not prepared ahead: {failed.Message}");
            }
        }
    }

    private TrialSpec? Next()
    {
        lock (_gate)
        {
            (_under, _wanted) = (_wanted, null);
            if (_under is null) _worker = null;
            return _under;
        }
    }

    private void Prepare(TrialSpec spec)
    {
        var known = _ready is var (pin, ready) && pin == spec.Scene ? ready : null;
        if (known is null)
        {
            // One scene in memory at a time.
            lock (_gate) _ready = null;
            known = new(Load(spec.Scene, scenes), new SharedWork(sharedFolder), threads: 1);
            lock (_gate)
            {
                // The trial came, and is another.
                if (_given is not null && _given != spec.Scene) return;
                _ready = (spec.Scene, known);
            }
        }

        // As the trial itself will: the model is dropped, what it was made from stays in the shared folder.
        TorchRuntime.Ensure(spec.Threads);
        MethodRegistry.Get(spec.Method).Create(known, spec).Dispose();
    }
}
