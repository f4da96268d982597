using System.Collections.Concurrent;
using System.Security.Cryptography;
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
        var desk = new UploadDesk(folder, new ArtifactOptions { Reserve = long.MaxValue }, TimeProvider.System);
        using var body = new MemoryStream([1]);
        var result = await desk.Take(
            StoreServer.Attempt(), "x", new UploadPart(0, 1, new string('a', 64)), body, TestContext.Current.CancellationToken);
        Assert.Equal(UploadOutcome.DiskFull, result.Outcome);
        Assert.Empty(seed.Files);
    }

    [Fact]
    public async Task Store_grows_no_larger_than_it_may_and_takes_more_when_something_was_collected()
    {
        using var seed = new TemporaryFolder();
        var folder = new ArtifactFolder(seed.Path);
        var options = new ArtifactOptions { Reserve = 0, MaximumSize = 1500 };
        Assert.Equal(UploadOutcome.Complete, await Send(new UploadDesk(folder, options, TimeProvider.System), 1));
        var desk = new UploadDesk(folder, options, TimeProvider.System);
        Assert.Equal(UploadOutcome.DiskFull, await Send(desk, 2));
        Assert.Single(folder.List(StoreServer.Trial));
        folder.Remove(StoreServer.Attempt(), new HashSet<string> { "file-1" });
        Assert.Equal(UploadOutcome.Complete, await Send(new UploadDesk(folder, options, TimeProvider.System), 2));

        static async Task<UploadOutcome> Send(UploadDesk desk, int number)
        {
            var content = StoreServer.Content(1000, number);
            using var body = new MemoryStream(content);
            var part = new UploadPart(0, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
            return (await desk.Take(StoreServer.Attempt(), $"file-{number}", part, body, TestContext.Current.CancellationToken)).Outcome;
        }
    }
}
