using System.Collections.Concurrent;
using Hud.Actors.Artifacts;
using Hud.Cluster.Tests.Support;
using Hud.Seed.Artifacts;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Artifacts;

public sealed class StoreDiskFullTests
{
    [Fact]
    public async Task Full_disk_shows_nothing_half_and_the_upload_ends_well_when_there_is_space()
    {
        using var seed = new TemporaryFolder();
        using var node = new TemporaryFolder();
        using var disk = SmallDisk.Mount(seed.Path, "1m");
        if (disk is null) return;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var server = await StoreServer.Start(seed.Path);
        var content = StoreServer.Content(3_000_000);
        File.WriteAllBytes(node["file"], content);
        var full = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var upload = StoreServer.Client(server.Address, trouble: t => full.TrySetResult(t))
            .Upload(StoreServer.Attempt(), "samples.npy", node["file"], deadline.Token);
        Assert.Contains("507", await full.Task.WaitAsync(deadline.Token), StringComparison.Ordinal);
        Assert.Empty(new ArtifactFolder(seed.Path).List(StoreServer.Trial));
        disk.Grow("64m");
        await upload;
        Assert.Equal(content, File.ReadAllBytes(new ArtifactFolder(seed.Path).PathOf(StoreServer.Attempt(), "samples.npy")));
    }

    [Fact]
    public async Task Space_that_the_journal_may_need_is_not_taken()
    {
        using var seed = new TemporaryFolder();
        var folder = new ArtifactFolder(seed.Path);
        var desk = new UploadDesk(folder, new ArtifactOptions { Root = seed.Path, Reserve = long.MaxValue });
        using var body = new MemoryStream([1]);
        var result = await desk.Take(
            StoreServer.Attempt(), "x", new UploadPart(0, 1, new string('a', 64)), body, TestContext.Current.CancellationToken);
        Assert.Equal(UploadOutcome.DiskFull, result.Outcome);
        Assert.Empty(seed.Files);
    }
}
