using System.Text.Json;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Scenes;

/// <summary><c>hud scenes fetch</c> against a server on this machine.</summary>
public sealed class ScenesFetchTests : IDisposable
{
    private const int Bytes = 1155180;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Broken_transfer_is_continued_and_the_scene_then_passes_the_check()
    {
        var content = File.ReadAllBytes(RealData.Require("unmixing/moffett.mat"));
        using var server = new LoopbackServer(
            _ => LoopbackServer.Answer("200 OK", $"Content-Length: {Bytes}", content.AsSpan(0, 700_000)),
            _ => LoopbackServer.Answer("206 Partial Content",
                $"Content-Length: {Bytes - 700_000}\nContent-Range: bytes 700000-{Bytes - 1}/{Bytes}", content.AsSpan(700_000)));
        var run = Fetch(server);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Range: bytes=700000-", server.Requests[1], StringComparison.Ordinal);
        var file = JsonDocument.Parse(run.Output).RootElement.GetProperty("files")[0];
        Assert.True(file.GetProperty("downloaded").GetBoolean());
        Assert.Equal(content, File.ReadAllBytes(_folder["scenes/unmixing/moffett.mat"]));
        var lines = run.Error.Split('\n');
        Assert.Contains("moffett.mat: 50 % of 1155180 bytes", lines);
        Assert.Contains(lines, line => line.EndsWith("trying again", StringComparison.Ordinal));

        Assert.Equal(0, HudProcess.RunIn(_folder.Path, "scenes", "check", "moffett", "--data", "scenes").ExitCode);
        Assert.Contains("was here", Fetch(server).Error, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Other_content_of_the_right_size_ends_with_two_and_leaves_nothing()
    {
        using var server = new LoopbackServer(
            _ => LoopbackServer.Answer("200 OK", $"Content-Length: {Bytes}", new byte[Bytes]));
        var run = Fetch(server);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("SHA-256", run.Error, StringComparison.Ordinal);
        Assert.Contains("1fc5875512af3d87a511a9ad8795b03f3785a834d75442edf07fa31332795567", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Refusal_ends_with_one()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer("404 Not Found", "Content-Length: 0", []));
        var run = Fetch(server);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("404 Not Found", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("ftp://example.org/x")]
    [InlineData("scenes")]
    public void Mirror_that_is_no_web_address_ends_with_two(string mirror)
    {
        var run = HudProcess.RunIn(_folder.Path, "scenes", "fetch", "moffett", "--mirror", mirror);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--mirror: '{mirror}': must be an http or https address", run.Error, StringComparison.Ordinal);
    }

    private HudRun Fetch(LoopbackServer server) => HudProcess.RunIn(
        _folder.Path, "scenes", "fetch", "moffett", "--data", "scenes", "--mirror", server.Address.ToString(), "--json");
}
