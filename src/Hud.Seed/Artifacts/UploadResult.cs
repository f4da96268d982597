namespace Hud.Seed.Artifacts;

/// <summary>What became of a part.</summary>
public enum UploadOutcome
{
    /// <summary>Kept; more is to come.</summary>
    Partial,

    /// <summary>The file is whole, verified and visible.</summary>
    Complete,

    /// <summary>The part does not follow what is there, or somebody else is sending the same file.</summary>
    Conflict,

    /// <summary>The whole file has another SHA-256; its parts are gone.</summary>
    Corrupt,

    /// <summary>Too large, or too many files.</summary>
    TooLarge,

    /// <summary>No space; what this part had written is gone.</summary>
    DiskFull,
}

/// <param name="Offset">Bytes of the file that are safe here.</param>
public readonly record struct UploadResult(UploadOutcome Outcome, long Offset);

/// <summary>A part of a file on its way in.</summary>
/// <param name="Offset">Bytes before this part.</param>
/// <param name="Length">Bytes of the whole file.</param>
/// <param name="Sha256">Of the whole file.</param>
public sealed record UploadPart(long Offset, long Length, string Sha256);
