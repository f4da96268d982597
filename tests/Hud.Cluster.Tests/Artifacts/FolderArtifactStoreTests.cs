using Hud.Actors.Artifacts;
using Hud.Node.Artifacts;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Artifacts;

public sealed class FolderArtifactStoreTests
{
    [Fact]
    public async Task Shared_folder_keeps_and_returns_what_the_http_store_would()
    {
        using var shared = new TemporaryFolder();
        using var node = new TemporaryFolder();
        var store = new FolderArtifactStore(new ArtifactFolder(shared.Path));
        var content = StoreServer.Content(3_000_000);
        File.WriteAllBytes(node["file"], content);
        await store.Upload(StoreServer.Attempt(), "samples.npy", node["file"], default);
        var listed = Assert.Single(await store.List(StoreServer.Trial, default));
        await store.Download(StoreServer.Trial, listed, node["back"], default);
        Assert.Equal(content, File.ReadAllBytes(node["back"]));

        File.WriteAllBytes(shared[$"{StoreServer.Trial.Value}/1/samples.npy"], StoreServer.Content(3_000_000, salt: 3));
        await Assert.ThrowsAsync<ArtifactRefusedException>(() => store.Download(StoreServer.Trial, listed, node["damaged"], default));
        Assert.Equal(["back", "file"], node.Files);
    }
}
