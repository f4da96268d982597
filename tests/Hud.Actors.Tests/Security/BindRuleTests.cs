using Hud.Actors.Security;
using Hud.Experiments;

namespace Hud.Actors.Tests.Security;

public sealed class BindRuleTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.3.2.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    public void Loopback_needs_nothing(string host)
    {
        BindRule.CheckCluster(host, tls: false);
        BindRule.CheckHttp(host, tls: false, token: false);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("192.168.1.7")]
    [InlineData("lab-1")]
    [InlineData("localhost.example.org")]
    [InlineData("127.0.0.1.example.org")]
    public void Anything_else_needs_certificates_and_for_http_a_token(string host)
    {
        Assert.Contains("hud certs", Assert.Throws<InputException>(() => BindRule.CheckCluster(host, false)).Message, StringComparison.Ordinal);
        BindRule.CheckCluster(host, tls: true);
        foreach (var (tls, token) in ((bool, bool)[])[(false, false), (true, false), (false, true)])
            Assert.Throws<InputException>(() => BindRule.CheckHttp(host, tls, token));
        BindRule.CheckHttp(host, tls: true, token: true);
    }

    [Fact]
    public void Refusal_names_the_setting_that_opens_the_address() =>
        Assert.StartsWith(
            "node.http: '10.0.0.2'", Assert.Throws<InputException>(() => BindRule.CheckHttp("10.0.0.2", false, true, "node.http")).Message,
            StringComparison.Ordinal);
}
