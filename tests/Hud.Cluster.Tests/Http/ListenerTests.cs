using System.Net;
using System.Text.Json;
using Hud.Cluster.Tests.Support;
using Hud.Seed.Http;

namespace Hud.Cluster.Tests.Http;

/// <summary>More listeners than a seed has places for.</summary>
public sealed class ListenerTests(LocalSeed seed) : IClassFixture<LocalSeed>
{
    private const int Crowd = 600;

    private Task<HttpResponseMessage> Listen() =>
        seed.Http.GetAsync("api/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Those_who_came_first_hear_everything_and_the_others_are_asked_to_come_again()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, EventStream.MostListeners + Crowd).Select(_ => Listen()));
        var (heard, refused) = (answers.Where(a => a.IsSuccessStatusCode).ToList(), answers.Where(a => !a.IsSuccessStatusCode).ToList());
        Assert.Equal((EventStream.MostListeners, Crowd), (heard.Count, refused.Count));
        foreach (var answer in refused)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
            Assert.True(answer.Headers.ConnectionClose);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Contains("/api/running", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        await seed.Http.Submit(Submissions.Of("crowd", "crowd-1"));
        foreach (var answer in heard)
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            while (!(await lines.ReadLineAsync(TestContext.Current.CancellationToken))!.Contains("\"submitted\"", StringComparison.Ordinal))
            {
            }
        }

        foreach (var answer in answers) answer.Dispose();
        await TestCluster.WaitUntil(
            async () =>
            {
                using var answer = await Listen();
                return answer.IsSuccessStatusCode;
            },
            "a place for somebody else");
    }
}
