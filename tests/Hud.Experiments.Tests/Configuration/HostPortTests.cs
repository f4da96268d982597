using Hud.Experiments.Configuration;

namespace Hud.Experiments.Tests.Configuration;

public sealed class HostPortTests
{
    [Theory]
    [InlineData("lab-1:4700", "lab-1", 4700)]
    [InlineData("10.0.0.1:0", "10.0.0.1", 0)]
    [InlineData("[fd00::1]:4700", "fd00::1", 4700)]
    public void Address_is_read_and_written_alike(string text, string host, int port)
    {
        Assert.Equal(new HostPort(host, port), HostPort.TryParse(text));
        Assert.Equal(text, HostPort.TryParse(text)!.Value.ToString());
    }

    [Theory]
    [InlineData("lab-1", "lab-1")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("fd00::1", "fd00::1")]
    [InlineData("[fd00::1]", "fd00::1")]
    public void Port_may_be_left_out_where_there_is_a_default(string text, string host)
    {
        Assert.Equal(new HostPort(host, 9), HostPort.TryParse(text, 9));
        Assert.Null(HostPort.TryParse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":4700")]
    [InlineData("lab-1:")]
    [InlineData("lab-1:65536")]
    [InlineData("lab-1:-1")]
    [InlineData("lab-1:4700x")]
    [InlineData("lab 1:4700")]
    [InlineData("http://lab-1:4700")]
    public void Anything_else_is_no_address(string text) => Assert.Null(HostPort.TryParse(text, 9));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.1.2.3", true)]
    [InlineData("::1", true)]
    [InlineData("localhost", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    public void Loopback_is_known(string host, bool loopback) => Assert.Equal(loopback, new HostPort(host, 1).IsLoopback);
}
