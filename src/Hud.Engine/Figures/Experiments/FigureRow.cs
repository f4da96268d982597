using Hud.Engine.Scenes;

namespace Hud.Engine.Figures.Experiments;

/// <summary>One row of a figure over scenes and methods.</summary>
/// <param name="Generated">Parallel to the columns: images of one trial, or null where there is none yet.</param>
public sealed record FigureRow(Scene Scene, IReadOnlyList<IReadOnlyList<Cube>?> Generated);
