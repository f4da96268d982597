using Hud.Engine.Methods;
using Hud.Engine.Native;
using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Metrics.Features;

/// <summary>A synthetic scene whose classifiers the tests of a class train once between them.</summary>
public sealed class SharedSynthetic : IDisposable
{
    /// <summary>Side of the crops.</summary>
    public const int Size = 8;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hud-synthetic-");

    public SharedSynthetic()
    {
        TorchRuntime.Ensure(1);
        Prepared = new(Scene, new SharedWork(_root.FullName), 1);
    }

    public static Scene Scene { get; } = new SceneLoader([]).Load("synthetic:rows=96,cols=40,bands=12,endmembers=4");

    public PreparedScene Prepared { get; }

    public FileInfo[] Files => _root.GetFiles("classifier.safetensors", SearchOption.AllDirectories);

    public void Dispose() => _root.Delete(recursive: true);
}
