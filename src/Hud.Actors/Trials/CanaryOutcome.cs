namespace Hud.Actors.Trials;

/// <summary>How a machine did on the engine's canary.</summary>
/// <param name="Architecture">What the hash depends on besides the engine.</param>
/// <param name="Hash">Of what was computed; null when nothing was.</param>
/// <param name="Expected">What the engine knows of such machines; null when it knows nothing.</param>
/// <param name="Failure">Why there is no hash; null when there is one.</param>
public sealed record CanaryOutcome(string Architecture, string? Hash, string? Expected, string? Failure)
{
    public static CanaryOutcome Crashed(string failure) => new("unknown", null, null, failure);
}
