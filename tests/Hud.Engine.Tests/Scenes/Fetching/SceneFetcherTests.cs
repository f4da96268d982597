using System.Security.Cryptography;
using Hud.Engine.Scenes.Catalog;
using Hud.Engine.Scenes.Fetching;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Engine.Tests.Scenes.Fetching;

public sealed class SceneFetcherTests : IDisposable
{
    private const string Tag = "ETag: \"v1\"";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly FakeTimeProvider _time = new();
    private readonly byte[] _content = Content(300_000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SceneFile File => new("Scene.mat", "scene", _content.Length, Sha(_content), new("https://example.invalid/x"));

    private string Part => _folder["Scene.mat.part"];

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task File_arrives_whole_under_its_own_name()
    {
        using var server = new LoopbackServer(_ => Whole());
        var seen = new List<FetchProgress>();
        Assert.True(await Fetch(server, new Collector(seen)));
        Assert.Equal(_content, System.IO.File.ReadAllBytes(_folder["Scene.mat"]));
        Assert.Equal(["Scene.mat"], _folder.Files);
        Assert.StartsWith("GET /Scene.mat ", Assert.Single(server.Requests));
        Assert.Equal(_content.Length, seen[^1].Received);
        Assert.Equal(seen.Select(p => p.Received).Order(), seen.Select(p => p.Received));
    }

    [Fact]
    public async Task File_that_is_there_is_not_asked_for_again()
    {
        System.IO.File.WriteAllBytes(_folder["Scene.mat"], _content);
        using var server = new LoopbackServer(_ => Whole());
        Assert.False(await Fetch(server));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Other_file_of_that_name_is_refused_and_left_alone()
    {
        System.IO.File.WriteAllBytes(_folder["Scene.mat"], [1, 2, 3]);
        using var server = new LoopbackServer(_ => Whole());
        var bad = await Assert.ThrowsAsync<InputException>(() => Fetch(server));
        Assert.Equal(Sha([1, 2, 3]), bad.Value);
        Assert.Contains(Sha(_content), bad.Rule, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], System.IO.File.ReadAllBytes(_folder["Scene.mat"]));
    }

    [Fact]
    public async Task Transfer_that_breaks_off_twice_continues_where_it_was()
    {
        using var server = new LoopbackServer(
            _ => Broken(100_000), head => From(head, cutAt: 220_000), head => From(head));
        Assert.True(await Fetch(server));
        Assert.Equal(_content, System.IO.File.ReadAllBytes(_folder["Scene.mat"]));
        Assert.Equal(3, server.Requests.Count);
        Assert.Contains("Range: bytes=100000-", server.Requests[1], StringComparison.Ordinal);
        Assert.Contains("If-Range: \"v1\"", server.Requests[1], StringComparison.Ordinal);
        Assert.Contains("Range: bytes=220000-", server.Requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_of_an_earlier_run_is_continued()
    {
        System.IO.File.WriteAllBytes(Part, _content[..123_456]);
        using var server = new LoopbackServer(head => From(head));
        Assert.True(await Fetch(server));
        Assert.Contains("Range: bytes=123456-", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Equal(_content, System.IO.File.ReadAllBytes(_folder["Scene.mat"]));
    }

    [Fact]
    public async Task Part_of_another_version_is_thrown_away_and_fetched_anew()
    {
        System.IO.File.WriteAllBytes(Part, new byte[1000]);
        using var server = new LoopbackServer(head => From(head), _ => Whole());
        Assert.True(await Fetch(server));
        Assert.Equal(_content, System.IO.File.ReadAllBytes(_folder["Scene.mat"]));
        Assert.DoesNotContain("Range:", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_without_ranges_starts_over_and_still_delivers()
    {
        System.IO.File.WriteAllBytes(Part, _content[..5000]);
        using var server = new LoopbackServer(_ => Whole());
        Assert.True(await Fetch(server));
        Assert.Equal(_content, System.IO.File.ReadAllBytes(_folder["Scene.mat"]));
    }

    [Theory]
    [InlineData("416 Range Not Satisfiable", "Content-Length: 0")]
    [InlineData("206 Partial Content", "Content-Length: 0\nContent-Range: bytes 7-299999/300000")]
    public async Task Server_that_cannot_continue_is_asked_from_the_start(string status, string headers)
    {
        System.IO.File.WriteAllBytes(Part, _content[..5000]);
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(status, headers, []), _ => Whole());
        Assert.True(await Fetch(server));
        Assert.DoesNotContain("Range:", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrupted_content_is_bad_input_and_leaves_nothing()
    {
        var flipped = (byte[])_content.Clone();
        flipped[150_000] ^= 1;
        using var server = new LoopbackServer(
            _ => LoopbackServer.Answer("200 OK", $"Content-Length: {flipped.Length}", flipped));
        var bad = await Assert.ThrowsAsync<InputException>(() => Fetch(server));
        Assert.Equal(Sha(flipped), bad.Value);
        Assert.Contains(Sha(_content), bad.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("Content-Length: 300001")]
    [InlineData("")]
    public async Task More_than_the_published_size_is_bad_input_and_leaves_nothing(string headers)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer("200 OK", headers, [.. _content, 7]));
        var bad = await Assert.ThrowsAsync<InputException>(() => Fetch(server));
        Assert.Contains("the published file has 300000 bytes", bad.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Sign_in_page_in_place_of_the_file_is_bad_input()
    {
        using var server = new LoopbackServer(
            _ => LoopbackServer.Answer("200 OK", "Content-Length: 6\nContent-Type: text/html", "<html>"u8));
        var bad = await Assert.ThrowsAsync<InputException>(() => Fetch(server));
        Assert.Equal("6", bad.Value);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Missing_file_fails_at_once_and_mentions_the_mirror()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer("404 Not Found", "Content-Length: 0", []));
        var failed = await Assert.ThrowsAsync<FetchException>(() => Fetch(server));
        Assert.Contains("404 Not Found", failed.Message, StringComparison.Ordinal);
        Assert.Contains("--mirror", failed.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Server_error_passes_when_the_server_recovers()
    {
        using var server = new LoopbackServer(
            _ => LoopbackServer.Answer("500 Oops", "Content-Length: 0", []),
            _ => LoopbackServer.Answer("503 Busy", "Content-Length: 0", []), _ => Whole());
        var seen = new List<FetchProgress>();
        Assert.True(await Fetch(server, new Collector(seen)));
        Assert.Equal(2, seen.Count(p => p.Trouble is not null));
        Assert.Contains("500 Oops", seen[0].Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lasting_server_error_gives_up_and_keeps_the_part()
    {
        System.IO.File.WriteAllBytes(Part, _content[..5000]);
        using var server = new LoopbackServer(_ => LoopbackServer.Answer("500 Oops", "Content-Length: 0", []));
        var failed = await Assert.ThrowsAsync<FetchException>(() => Fetch(server));
        Assert.Contains("run the command again to continue", failed.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(_content[..5000], System.IO.File.ReadAllBytes(Part));
    }

    [Fact]
    public async Task Attempts_count_only_while_no_byte_arrives()
    {
        var cuts = Enumerable.Range(1, 9).Select(i => (Func<string, byte[]?>)(head => From(head, cutAt: i * 30_000)));
        using var server = new LoopbackServer([_ => Broken(1000), .. cuts, head => From(head)]);
        Assert.True(await Fetch(server));
        Assert.Equal(11, server.Requests.Count);
    }

    [Fact]
    public async Task Silent_server_is_left_after_a_minute()
    {
        using var server = new LoopbackServer(_ => Silence(), _ => Whole());
        Assert.True(await Fetch(server));
        Assert.Equal(2, server.Requests.Count);

        byte[]? Silence()
        {
            _time.Advance(TimeSpan.FromSeconds(61));
            return null;
        }
    }

    [Fact]
    public async Task Full_disk_fails_with_a_clear_message()
    {
        System.IO.File.CreateSymbolicLink(Part, "/dev/full");
        using var server = new LoopbackServer(_ => Whole());
        var failed = await Assert.ThrowsAsync<FetchException>(() => Fetch(server));
        Assert.Contains("no space left on the disk", failed.Message, StringComparison.Ordinal);
        Assert.Equal(["Scene.mat.part"], _folder.Files);
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_is_bad_input_before_anything_is_asked()
    {
        System.IO.File.WriteAllText(_folder["file"], "in the way");
        using var server = new LoopbackServer(_ => Whole());
        var fetcher = new SceneFetcher(_http, FetchOptions.Default with { Mirror = server.Address }, _time);
        var bad = await Assert.ThrowsAsync<InputException>(() => fetcher.FetchAsync(File, _folder["file"], null, Cancel));
        Assert.StartsWith($"{_folder["file"]}: this folder cannot be written: ", bad.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Cancelling_keeps_the_part()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new LoopbackServer(_ => Broken(50_000), _ => CancelThenSilence());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fetch(server, null, cancel.Token));
        Assert.Equal(_content[..50_000], System.IO.File.ReadAllBytes(Part));

        byte[]? CancelThenSilence()
        {
            cancel.Cancel();
            return null;
        }
    }

    private Task<bool> Fetch(LoopbackServer server, IProgress<FetchProgress>? progress = null, CancellationToken? cancel = null)
    {
        var options = new FetchOptions(server.Address, 3, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        return new SceneFetcher(_http, options, _time).FetchAsync(File, _folder.Path, progress, cancel ?? Cancel);
    }

    private byte[] Whole() => LoopbackServer.Answer("200 OK", $"Content-Length: {_content.Length}\n{Tag}", _content);

    private byte[] Broken(int at) =>
        LoopbackServer.Answer("200 OK", $"Content-Length: {_content.Length}\n{Tag}", _content.AsSpan(0, at));

    /// <summary>Answers a Range request; with <paramref name="cutAt"/> it breaks off at that byte of the file.</summary>
    private byte[] From(string head, int? cutAt = null)
    {
        var range = head.Split("Range: bytes=")[^1];
        var from = int.Parse(range[..range.IndexOf('-', StringComparison.Ordinal)], null);
        var headers = $"Content-Length: {_content.Length - from}\n{Tag}\n"
            + $"Content-Range: bytes {from}-{_content.Length - 1}/{_content.Length}";
        return LoopbackServer.Answer("206 Partial Content", headers, _content.AsSpan(from..(cutAt ?? _content.Length)));
    }

    private static byte[] Content(int length)
    {
        var random = new SeedTree(1).Stream();
        var content = new byte[length];
        for (var i = 0; i < length; i++) content[i] = (byte)random.NextUInt64();
        return content;
    }

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class Collector(List<FetchProgress> into) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => into.Add(value);
    }
}
