using Hud.Actors.Artifacts;
using Hud.Experiments.Plans;

namespace Hud.Actors.Aggregator;

/// <summary>Where the pictures of recorded trials are found: in the trials' folders, or among what nodes have sent.</summary>
/// <param name="Trials">Holds one folder per trial.</param>
/// <param name="Store">Null where there is none.</param>
public sealed record PictureSource(string Trials, ArtifactFolder? Store = null)
{
    /// <summary>Ending of a picture's name.</summary>
    public const string Ending = ".png";

    /// <param name="sha256">As the result says: an attempt that was superseded may have sent another.</param>
    /// <returns>Null for one that is not here, or not yet.</returns>
    public string? Find(TrialKey trial, string name, string sha256)
    {
        var beside = Path.Combine(Trials, trial.Short, name);
        if (File.Exists(beside)) return beside;
        return Store?.List(trial).FirstOrDefault(f => f.Name == name && f.Sha256 == sha256) is { } sent
            ? Store.PathOf(new(trial, sent.Attempt), name)
            : null;
    }
}
