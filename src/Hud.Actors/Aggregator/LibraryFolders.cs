namespace Hud.Actors.Aggregator;

/// <summary>Where the tables of all experiments go.</summary>
/// <param name="Experiments">Holds one folder per experiment, named by its id.</param>
/// <param name="Trials">Where nodes that share a folder with the seed put their trials: pictures are taken from there.
/// </param>
public sealed record LibraryFolders(string Experiments, string Trials)
{
    public string Of(string experiment) => Path.Combine(Experiments, experiment);
}
