using System.Net;
using System.Text.Json;
using Hud.Cluster.Tests.Support;
using Hud.Experiments.Configuration;
using Hud.Http;
using Microsoft.AspNetCore.Builder;

namespace Hud.Cluster.Tests.Http;

/// <summary>Clients that take their time, and a server with little of it.</summary>
public sealed class SlowClientTests
{
    private static readonly HttpLimits Hasty = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 240, TimeSpan.FromSeconds(1.1));

    [Fact]
    public async Task Seed_hangs_up_on_them_and_serves_the_others_meanwhile()
    {
        await using var seed = await LocalSeed.Start(Hasty);
        var slow = new List<RawHttp>();
        for (var n = 0; n < 200; n++)
        {
            slow.Add(await RawHttp.Connect(seed.Address));
            await slow[^1].Send((n % 4) switch
            {
                0 => "GET /api/nodes HTTP/1.1\r\nHost: localhost\r\nX-Endless: ",
                1 => "GET /api/no",
                2 => $"POST /api/experiments HTTP/1.1\r\nHost: {seed.Address.Authority}\r\nContent-Length: 1000000\r\n\r\n{{\"command\":",
                _ => $"GET /healthz/live HTTP/1.1\r\nHost: {seed.Address.Authority}\r\n\r\n",
            });
        }

        Assert.Equal(HttpStatusCode.OK, (await seed.Http.GetAsync("api/nodes", TestContext.Current.CancellationToken)).StatusCode);
        var answers = await Task.WhenAll(slow.Select(s => s.ToEnd()));
        Assert.All(answers.Where((_, n) => n % 4 < 2), a => Assert.Matches("^(HTTP/1.1 408 |$)", a));
        Assert.All(answers.Where((_, n) => n % 4 == 2), a => Assert.StartsWith("HTTP/1.1 408 ", a, StringComparison.Ordinal));
        Assert.Contains("application/problem+json", answers[2], StringComparison.Ordinal);
        // These asked well, and then kept the connection for nothing.
        Assert.All(answers.Where((_, n) => n % 4 == 3), a => Assert.StartsWith("HTTP/1.1 200 ", a, StringComparison.Ordinal));
        foreach (var raw in slow) raw.Dispose();
    }

    [Fact]
    public async Task Answer_that_nobody_takes_ends()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // A piece of an answer gets the time that it may take at this rate, and the grace.
        HttpHost.Listen(builder, new HostPort("127.0.0.1", 0), null, Hasty with { BytesPerSecond = 1 << 20 });
        await using var app = builder.Build();
        app.Run(async http =>
        {
            try
            {
                while (true) await http.Response.Body.WriteAsync(new byte[1 << 20], http.RequestAborted);
            }
            finally
            {
                ended.SetResult();
            }
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var reader = await RawHttp.Connect(new Uri(app.Urls.Single()));
        await reader.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await ended.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Usual_limits_are_those_of_the_docs()
    {
        var docs = File.ReadAllText(Telemetry.Repository.File("docs/api.md"));
        var (headers, _, rate, grace) = HttpLimits.Usual;
        Assert.Contains($"complete after {headers.TotalSeconds} s, and a body come at {rate} bytes a second or more after the first {grace.TotalSeconds} s", docs, StringComparison.Ordinal);
    }
}
