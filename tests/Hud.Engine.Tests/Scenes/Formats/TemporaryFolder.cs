namespace Hud.Engine.Tests.Scenes.Formats;

/// <summary>A fresh folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hud-formats-");

    public string Path => _folder.FullName;

    public string this[string name] => System.IO.Path.Combine(_folder.FullName, name);

    public string Holding(string name, byte[] content)
    {
        // Some file systems flush to disk when an existing file is overwritten: thousands of times that is minutes.
        File.Delete(this[name]);
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
