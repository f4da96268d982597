namespace Hud.Actors.Persistence;

/// <summary>Who wants to write a journal.</summary>
/// <param name="Cluster">The same text on every seed of one cluster and another one on every other cluster: the list of
/// configured seeds, for example.</param>
/// <param name="Name">For people, who must find the process when another cluster comes: host and process id.</param>
/// <param name="Seeds">Seeds the cluster is configured to have, at least 1.</param>
public sealed record JournalOwner(string Cluster, string Name, int Seeds = 1)
{
    internal (string Name, string Value)[] Notes => [(JournalNotes.Cluster, Cluster), (JournalNotes.OwnerName, Name)];

    /// <summary>This process as the owner's name.</summary>
    public static string ThisProcess { get; } = $"{Environment.MachineName}, process {Environment.ProcessId}";
}
