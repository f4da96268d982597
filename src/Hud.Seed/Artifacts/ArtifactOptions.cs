namespace Hud.Seed.Artifacts;

/// <summary>Bounds of the artifact store; section <c>artifacts</c> of a configuration.</summary>
public sealed record ArtifactOptions
{
    /// <summary>Folder of the store.</summary>
    public required string Root { get; init; }

    /// <summary>Largest file in bytes.</summary>
    public long MaximumFile { get; init; } = 64L << 30;

    /// <summary>Most files an attempt may have.</summary>
    public int MaximumFiles { get; init; } = 10_000;

    /// <summary>Uploads are refused while less than this is free, in bytes: the journal may live on the same disk.</summary>
    public long Reserve { get; init; } = 256 << 20;
}
