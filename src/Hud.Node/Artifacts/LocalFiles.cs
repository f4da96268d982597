using System.Collections.Immutable;
using Hud.Actors.Artifacts;

namespace Hud.Node.Artifacts;

/// <summary>The files of a trial's folder that another node could go on from.</summary>
internal static class LocalFiles
{
    /// <summary>The trial's specification.</summary>
    public const string Spec = "spec.json";

    /// <summary>What belongs to this machine alone.</summary>
    private static readonly ImmutableHashSet<string> Private = [Spec, "stderr.log"];

    /// <summary>Names with '/', data before the notes that vouch for it. Hidden and temporary files are left out.</summary>
    public static ImmutableArray<string> In(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        return
        [
            .. from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
               let name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')
               where ArtifactName.IsValid(name) && !Private.Contains(name)
               orderby ResumePoint.Order(name), name
               select name,
        ];
    }
}
