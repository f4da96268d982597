using System.Collections.Immutable;

namespace Hud.Engine.Scenes.Catalog;

/// <summary>A stand-in for a scene whose original is missing. Results on it are marked "derived" everywhere.</summary>
/// <param name="Path">Place under a data folder, with forward slashes.</param>
/// <param name="Variable">The cube inside, rows x cols x bands.</param>
/// <param name="GroundTruthVariable">Set when the copy is a part of the scene and brings its own labels.</param>
/// <param name="Rows">Rows of the copy.</param>
/// <param name="Cols">Columns of the copy.</param>
/// <param name="Bands">Bands in the file.</param>
/// <param name="DroppedBands">Bands (from 1) left out on reading, so that the scene has its published band count.</param>
/// <param name="Worth">What the copy is and what results on it mean, one sentence.</param>
public sealed record DerivedCopy(
    string Path, string Variable, string? GroundTruthVariable, int Rows, int Cols, int Bands,
    ImmutableArray<int> DroppedBands, long Bytes, string Sha256, string Worth);
