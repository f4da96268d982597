namespace Hud.Cli.Doctor;

/// <summary>One thing `hud doctor` looked at.</summary>
/// <param name="Ok">False when the main job can't run because of it.</param>
/// <param name="Advice">What to do, or null.</param>
internal sealed record Finding(string Name, bool Ok, string Found, string? Advice = null);
