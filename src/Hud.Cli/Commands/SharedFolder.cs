namespace Hud.Cli.Commands;

/// <summary>A folder for work that may be used again: the one a person names, or else one that goes with the command.</summary>
internal sealed class SharedFolder : IDisposable
{
    private readonly DirectoryInfo? _temporary;

    private SharedFolder(string path, DirectoryInfo? temporary) => (Path, _temporary) = (path, temporary);

    public string Path { get; }

    public static SharedFolder Of(string? named)
    {
        if (named is not null) return new(System.IO.Path.GetFullPath(named), null);
        var temporary = Directory.CreateTempSubdirectory("hud-shared-");
        return new(temporary.FullName, temporary);
    }

    public void Dispose() => _temporary?.Delete(recursive: true);
}
