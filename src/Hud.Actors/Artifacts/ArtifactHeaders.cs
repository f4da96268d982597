namespace Hud.Actors.Artifacts;

/// <summary>What an upload's requests and answers carry. A file is sent as PUTs of consecutive parts; the part that
/// completes it makes it visible, once its SHA-256 is verified.</summary>
public static class ArtifactHeaders
{
    /// <summary>Bytes that are there already (answers), or that this part follows (requests).</summary>
    public const string Offset = "Upload-Offset";

    /// <summary>Bytes of the whole file.</summary>
    public const string Length = "Upload-Length";

    /// <summary>SHA-256 of the whole file, lower-case hex.</summary>
    public const string Sha256 = "Upload-Sha256";

    /// <summary>Largest part in bytes.</summary>
    public const int MaximumPart = 8 << 20;
}
