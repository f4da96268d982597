using System.Runtime.Versioning;
using System.Text.Json;
using Hud.Actors.Security;
using Hud.Cli.Commands;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

[UnsupportedOSPlatform("windows")]
public sealed class CertsCommandTests : IDisposable
{
    private static readonly DateTimeOffset Today = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CommandRun Certs(DateTimeOffset now, params string[] args) =>
        CommandRun.Of(CertsCommand.Create(new Clock(now)), args);

    [Fact]
    public void Three_commands_make_what_a_cluster_needs()
    {
        Assert.Equal(ExitCode.Done, Certs(Today, "init", "--out", _folder.Path).ExitCode);
        Assert.Equal(ExitCode.Done, Certs(Today, "node", "lab-1", "--host", "10.0.0.1", "--out", _folder.Path).ExitCode);
        Assert.Equal(ExitCode.Done, Certs(Today, "token", "--out", _folder["token"]).ExitCode);
        Assert.Equal(["authority.crt", "authority.key", "lab-1.crt", "lab-1.key", "token"], _folder.Files);
        foreach (var secret in (string[])["authority.key", "lab-1.key", "token"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder[secret]));
    }

    [Fact]
    public void Show_says_whose_it_is_and_that_it_is_good()
    {
        Certs(Today, "init", "--out", _folder.Path);
        Certs(Today, "node", "lab-1", "--host", "10.0.0.1", "--out", _folder.Path);
        var shown = Certs(Today, "show", _folder["lab-1.crt"], "--json");
        Assert.Equal(ExitCode.Done, shown.ExitCode);
        var root = JsonDocument.Parse(shown.Output).RootElement;
        Assert.Equal("lab-1", root.GetProperty("name").GetString());
        Assert.Equal(["lab-1", "10.0.0.1"], root.GetProperty("hosts").EnumerateArray().Select(h => h.GetString()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("problem").ValueKind);
        Assert.Equal(ExitCode.Done, Certs(Today, "show", _folder["authority.crt"]).ExitCode);
    }

    [Fact]
    public void Expired_certificate_is_told_and_renewed()
    {
        Certs(Today, "init", "--out", _folder.Path);
        Certs(Today, "node", "lab-1", "--days", "7", "--out", _folder.Path);
        var later = Today + TimeSpan.FromDays(8);
        var shown = Certs(later, "show", _folder["lab-1.crt"]);
        Assert.Equal(ExitCode.Failed, shown.ExitCode);
        Assert.Contains("--renew", shown.Output, StringComparison.Ordinal);
        Certs(later, "node", "lab-1", "--renew", "--out", _folder.Path);
        Assert.Equal(ExitCode.Done, Certs(later, "show", _folder["lab-1.crt"]).ExitCode);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("4000")]
    public void Lifetimes_out_of_range_are_refused(string days)
    {
        Certs(Today, "init", "--out", _folder.Path);
        Assert.Throws<InputException>(() => Certs(Today, "node", "lab-1", "--days", days, "--out", _folder.Path));
        Assert.Equal(2, _folder.Files.Count);
    }

    [Fact]
    public void Tokens_are_long_different_and_never_printed()
    {
        var first = Certs(Today, "token", "--out", _folder["a"], "--json");
        Certs(Today, "token", "--out", _folder["b"]);
        var (a, b) = (TokenFile.Read(_folder["a"]), TokenFile.Read(_folder["b"]));
        Assert.NotEqual(a, b);
        Assert.Equal(43, a.Length);
        Assert.DoesNotContain(a, first.Output + first.Error, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Certs(Today, "token", "--out", _folder["a"]));
        Assert.Equal(a, TokenFile.Read(_folder["a"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("two words of a token that is long enough")]
    public void What_is_no_token_is_refused_without_repeating_it(string text)
    {
        SecretFile.WriteNew(_folder["bad"], text);
        var refused = Assert.Throws<InputException>(() => TokenFile.Read(_folder["bad"]));
        Assert.Contains("hud certs token", refused.Message, StringComparison.Ordinal);
        if (text.Length > 0) Assert.DoesNotContain(text, refused.Message, StringComparison.Ordinal);
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
