using System.Text.RegularExpressions;

namespace Hud.Actors.Artifacts;

/// <summary>Names of files in the artifact store: at most four plain parts with '/' between them, none hidden, 200
/// characters. What does not match cannot name anything, least of all something outside the store.</summary>
public static partial class ArtifactName
{
    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    /// <summary>A trial's key, as it comes from outside.</summary>
    public static bool IsTrialKey(string? text) => text is not null && Digest().IsMatch(text);

    public static bool IsSha256(string? text) => IsTrialKey(text);

    [GeneratedRegex(@"\A(?=.{1,200}\z)[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*){0,3}\z")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Digest();
}
