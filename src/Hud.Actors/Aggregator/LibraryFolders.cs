namespace Hud.Actors.Aggregator;

/// <summary>Where the tables of all experiments go.</summary>
/// <param name="Experiments">Holds one folder per experiment, named by its id.</param>
/// <param name="Pictures">Of all trials.</param>
public sealed record LibraryFolders(string Experiments, PictureSource Pictures)
{
    public string Of(string experiment) => Path.Combine(Experiments, experiment);
}
