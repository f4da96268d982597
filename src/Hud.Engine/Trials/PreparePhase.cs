namespace Hud.Engine.Trials;

/// <summary>Reads the scene, does or finds the work that trials share, and builds the model.</summary>
internal static class PreparePhase
{
    public static IReadOnlyList<string> Run(TrialRun run)
    {
        run.Observer.Progressed(Phase.Prepare, 0, 1, null, null);
        run.Prepare();
        run.Observer.Progressed(Phase.Prepare, 1, 1, null, null);
        return [];
    }
}
