using System.Collections.Immutable;

namespace Hud.Engine.Scenes.Catalog;

/// <summary>Band centres as an even spread over the sensor's range: the files carry none, so these are approximate.</summary>
/// <param name="First">Centre of the grid's first band, nanometres.</param>
/// <param name="Last">Centre of its last band, nanometres.</param>
/// <param name="Bands">Bands of the grid before any were removed.</param>
/// <param name="Removed">Bands of the grid (from 1) that the file lacks.</param>
public sealed record WavelengthGrid(double First, double Last, int Bands, ImmutableArray<int> Removed)
{
    /// <summary>Centres of the file's bands in nanometres, rising.</summary>
    public ImmutableArray<double> Centres() =>
    [
        .. Enumerable.Range(1, Bands).Except(Removed)
            .Select(band => Math.Round(First + ((Last - First) * (band - 1) / (Bands - 1)), 2)),
    ];
}
