namespace Hud.Cli.Remote;

/// <summary>The cluster could not be asked: exit code 5.</summary>
internal sealed class UnreachableException(Uri server, string why, Exception? inner = null, bool nobodyListens = false) : Exception(
    $"no answer from the cluster at {server.GetLeftPart(UriPartial.Authority)}: {why}. Is 'hud seed' running there? --server URL or HUD_SERVER names another place", inner)
{
    /// <summary>Asking again in a moment would change nothing.</summary>
    public bool NobodyListens => nobodyListens;
}
