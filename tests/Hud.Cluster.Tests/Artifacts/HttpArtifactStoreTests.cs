using System.Collections.Concurrent;
using Hud.Actors.Artifacts;
using Hud.Cluster.Tests.Http;
using Hud.Node.Artifacts;
using Hud.Tests.Shared;
using Microsoft.AspNetCore.Builder;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>Client and store over real connections, and what can happen to these.</summary>
public sealed class HttpArtifactStoreTests : IDisposable
{
    private const string Name = "checkpoints/step-00000100.safetensors";

    private readonly TemporaryFolder _seed = new();
    private readonly TemporaryFolder _node = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _seed.Dispose();
        _node.Dispose();
        _deadline.Dispose();
    }

    private string Write(byte[] content)
    {
        File.WriteAllBytes(_node["file"], content);
        return _node["file"];
    }

    private byte[] Stored(int attempt = 1) =>
        File.ReadAllBytes(new ArtifactFolder(_seed.Path).PathOf(StoreServer.Attempt(attempt), Name));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_000)]
    public async Task File_arrives_and_comes_back_bit_for_bit(int size)
    {
        await using var server = await StoreServer.Start(_seed.Path);
        var (store, content) = (StoreServer.Client(server.Address), StoreServer.Content(size));
        await store.Upload(StoreServer.Attempt(), Name, Write(content), _deadline.Token);
        var listed = Assert.Single(await store.List(StoreServer.Trial, _deadline.Token));
        Assert.Equal((1, Name, (long)size), (listed.Attempt, listed.Name, listed.Bytes));
        await store.Download(StoreServer.Trial, listed, _node["deep/back"], _deadline.Token);
        Assert.Equal(content, File.ReadAllBytes(_node["deep/back"]));
        Assert.Equal(["deep/back", "file"], _node.Files);
    }

    [Fact]
    public async Task Newer_content_takes_the_place_of_the_old_and_the_same_is_not_sent_again()
    {
        await using var server = await StoreServer.Start(_seed.Path);
        using var link = new UnreliableLink(server.Address, (_, _, _, _) => true);
        var store = StoreServer.Client(link.Address);
        await store.Upload(StoreServer.Attempt(), Name, Write(StoreServer.Content(300_000)), _deadline.Token);
        var once = link.Forwarded;
        await store.Upload(StoreServer.Attempt(), Name, _node["file"], _deadline.Token);
        Assert.InRange(link.Forwarded - once, 1, 5_000);
        var newer = StoreServer.Content(200_000, salt: 2);
        await store.Upload(StoreServer.Attempt(), Name, Write(newer), _deadline.Token);
        Assert.Equal(newer, Stored());
        Assert.Single(await store.List(StoreServer.Trial, _deadline.Token));
    }

    [Fact]
    public async Task Upload_goes_on_where_the_connection_broke()
    {
        await using var server = await StoreServer.Start(_seed.Path);
        using var link = new UnreliableLink(server.Address, (connection, sent, _, _) => connection > 5 || sent < 450_000);
        var content = StoreServer.Content(3_000_000);
        await StoreServer.Client(link.Address, partSize: 100_000).Upload(StoreServer.Attempt(), Name, Write(content), _deadline.Token);
        Assert.Equal(content, Stored());
        Assert.InRange(link.Connections, 6, 100);
        // From the start each time, it would be 5.7 million.
        Assert.InRange(link.Forwarded, 3_000_000, 4_300_000);
    }

    [Fact]
    public async Task Corrupt_part_is_noticed_and_sent_again()
    {
        await using var server = await StoreServer.Start(_seed.Path);
        using var link = new UnreliableLink(server.Address, (connection, sent, bytes, count) =>
        {
            if (connection == 0 && sent <= 30_000 && sent + count > 30_000) bytes[30_000 - sent] ^= 1;
            return true;
        });
        var trouble = new ConcurrentQueue<string>();
        var content = StoreServer.Content(100_000);
        await StoreServer.Client(link.Address, trouble: trouble.Enqueue)
            .Upload(StoreServer.Attempt(), Name, Write(content), _deadline.Token);
        Assert.Equal(content, Stored());
        Assert.Contains(trouble, t => t.Contains("SHA-256", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Seed_that_restarts_during_an_upload_goes_on_with_it()
    {
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var parts = 0;
        var content = StoreServer.Content(2_000_000);
        BareServer? second = null;
        await using (var first = await StoreServer.Start(_seed.Path, before: app => app.Use(async (http, next) =>
        {
            await next(http);
            if (Microsoft.AspNetCore.Http.HttpMethods.IsPut(http.Request.Method) && Interlocked.Increment(ref parts) == 10) half.SetResult();
            if (parts >= 10) http.Abort();
        })))
        {
            var port = first.Address.Port;
            var upload = StoreServer.Client(first.Address).Upload(StoreServer.Attempt(), Name, Write(content), _deadline.Token);
            await half.Task.WaitAsync(_deadline.Token);
            await first.DisposeAsync();
            second = await StoreServer.Start(_seed.Path, port, before: app => app.Use((http, next) =>
            {
                if (Microsoft.AspNetCore.Http.HttpMethods.IsPut(http.Request.Method)) Interlocked.Increment(ref parts);
                return next(http);
            }));
            await upload;
        }

        await second.DisposeAsync();
        Assert.Equal(content, Stored());
        Assert.InRange(parts, 31, 33);
    }

    [Fact]
    public async Task Download_goes_on_where_it_broke_and_takes_no_damaged_file()
    {
        var content = StoreServer.Content(500_000);
        var (starts, served) = (new ConcurrentQueue<string?>(), 0);
        await using var server = await StoreServer.Start(_seed.Path, before: app => app.Use(async (http, next) =>
        {
            if (Microsoft.AspNetCore.Http.HttpMethods.IsGet(http.Request.Method) && http.Request.Path.Value!.EndsWith(".safetensors", StringComparison.Ordinal))
            {
                starts.Enqueue(http.Request.Headers.Range);
                if (Interlocked.Increment(ref served) == 1)
                {
                    http.Response.ContentLength = content.Length;
                    await http.Response.Body.WriteAsync(content.AsMemory(0, 200_000));
                    await http.Response.Body.FlushAsync();
                    http.Abort();
                    return;
                }
            }

            await next(http);
        }));
        var store = StoreServer.Client(server.Address);
        await store.Upload(StoreServer.Attempt(), Name, Write(content), _deadline.Token);
        var listed = Assert.Single(await store.List(StoreServer.Trial, _deadline.Token));
        await store.Download(StoreServer.Trial, listed, _node["back"], _deadline.Token);
        Assert.Equal(content, File.ReadAllBytes(_node["back"]));
        Assert.Null(starts.First());
        Assert.StartsWith("bytes=", starts.Last(), StringComparison.Ordinal);

        File.WriteAllBytes(new ArtifactFolder(_seed.Path).PathOf(StoreServer.Attempt(), Name), StoreServer.Content(500_000, salt: 9));
        using var impatient = new CancellationTokenSource();
        var doubtful = StoreServer.Client(server.Address, trouble: _ => impatient.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => doubtful.Download(StoreServer.Trial, listed, _node["damaged"], impatient.Token));
        Assert.False(File.Exists(_node["damaged"]));
    }

    [Fact]
    public async Task Bytes_appended_during_the_upload_are_not_in_it()
    {
        var path = Write(StoreServer.Content(300_000));
        await using var server = await StoreServer.Start(_seed.Path, before: app => app.Use((http, next) =>
        {
            File.AppendAllText(path, "one more line\n");
            return next(http);
        }));
        await StoreServer.Client(server.Address).Upload(StoreServer.Attempt(), Name, path, _deadline.Token);
        Assert.Equal(StoreServer.Content(300_000), Stored());
    }

    [Fact]
    public async Task File_that_has_gone_and_a_name_nobody_may_use_are_said_at_once()
    {
        await using var server = await StoreServer.Start(_seed.Path);
        var store = StoreServer.Client(server.Address);
        await Assert.ThrowsAsync<FileNotFoundException>(
            () => store.Upload(StoreServer.Attempt(), Name, _node["none/file"], _deadline.Token));
        await Assert.ThrowsAsync<ArtifactRefusedException>(
            () => store.Upload(StoreServer.Attempt(), ".hidden", Write([1]), _deadline.Token));
    }

    [Fact]
    public async Task Wrong_token_is_told_and_waited_out_and_no_secret_is_written_anywhere()
    {
        const string token = "kept-secret-0123456789-0123456789-0123456789";
        await using var server = await StoreServer.Start(_seed.Path, token: token);
        var trouble = new ConcurrentQueue<string>();
        using var impatient = new CancellationTokenSource();
        var wrong = StoreServer.Client(server.Address, token: "wrong-" + token, trouble: t =>
        {
            trouble.Enqueue(t);
            impatient.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => wrong.Upload(StoreServer.Attempt(), Name, Write([1]), impatient.Token));
        Assert.Contains(trouble, t => t.Contains("401", StringComparison.Ordinal));
        Assert.Empty(_seed.Files);
        await StoreServer.Client(server.Address, token, trouble: trouble.Enqueue)
            .Upload(StoreServer.Attempt(), Name, _node["file"], _deadline.Token);
        Assert.NotEmpty(_seed.Files);
        Assert.DoesNotContain(token, string.Join('\n', trouble) + server.Logged, StringComparison.Ordinal);
        Assert.All(_seed.Files, f => Assert.DoesNotContain(token, File.ReadAllText(_seed[f]), StringComparison.Ordinal));
    }
}
