namespace Hud.Actors.Hosting;

/// <summary>Under which names the program counts and traces; docs/metrics.md lists every instrument.</summary>
public static class TelemetryNames
{
    public const string Coordinator = "Hud.Coordinator";

    public const string Journal = "Hud.Journal";

    public const string Node = "Hud.Node";

    public const string Actors = "Hud.Actors";

    /// <summary>Source of all spans.</summary>
    public const string Traces = "Hud";
}
