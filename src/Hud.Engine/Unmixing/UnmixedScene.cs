namespace Hud.Engine.Unmixing;

/// <summary>A scene as endmembers and abundances. (Not called Unmixing: inside Hud.Engine that name is the namespace.)</summary>
/// <param name="Abundances">X, pixels x d, row-major, every pixel of the scene (invalid ones too).</param>
/// <param name="Rmse">Root mean square of Y - A X over valid pixels and all bands, in the units of the cube.</param>
/// <param name="Seconds">Wall time of extraction, abundances and error together.</param>
public sealed record UnmixedScene(Endmembers Endmembers, float[] Abundances, double Rmse, double Seconds);
