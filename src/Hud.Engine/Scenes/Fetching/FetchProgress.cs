namespace Hud.Engine.Scenes.Fetching;

/// <summary>Where a download stands.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Received">Bytes on disk, those of an earlier broken transfer included.</param>
/// <param name="Total">Published size in bytes.</param>
/// <param name="Trouble">Why the transfer starts again; null while all goes well.</param>
public sealed record FetchProgress(string File, long Received, long Total, string? Trouble = null);

/// <param name="Mirror">Takes the files' names in place of the public addresses; null for the public ones.</param>
/// <param name="Attempts">Tries in a row that may bring no new byte before giving up.</param>
/// <param name="RetryDelay">Wait before the second try; doubles from there.</param>
/// <param name="StallTimeout">Longest silence of a server.</param>
public sealed record FetchOptions(Uri? Mirror, int Attempts, TimeSpan RetryDelay, TimeSpan StallTimeout)
{
    public static FetchOptions Default { get; } = new(null, 5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
}

/// <summary>A download that did not come to its end; what was received is kept for the next try.</summary>
public sealed class FetchException : IOException
{
    public FetchException(string message, Exception? inner = null) : base(message, inner) { }
}

/// <summary>A failure that another try may cure.</summary>
internal sealed class TransientFetchException(string message, Exception? inner = null) : IOException(message, inner);
