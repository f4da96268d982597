using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Hud.Experiments;

namespace Hud.Cli.Remote;

/// <summary>A seed's events, one after the other, whatever happens to the connection: a new one goes on after the last event.</summary>
internal sealed class EventFeed(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="away">Told what is wrong when the connection is lost, and null when there is one again.</param>
    /// <exception cref="InputException">The seed refuses what was asked.</exception>
    public async IAsyncEnumerable<SseItem<string>> Follow(
        string path, Action<string?> away, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? last = null;
        while (!cancel.IsCancellationRequested)
        {
            using var connection = await Connect(path, last, away, cancel);
            if (connection is not null)
            {
                away(null);
                await using var items = SseParser.Create(await connection.Content.ReadAsStreamAsync(cancel)).EnumerateAsync(cancel).GetAsyncEnumerator(cancel);
                while (await Next(items, away))
                {
                    if (items.Current.EventId is { Length: > 0 } id) last = id;
                    yield return items.Current;
                }
            }

            await Task.Delay(Pause, time, cancel);
        }
    }

    private async Task<HttpResponseMessage?> Connect(string path, string? last, Action<string?> away, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.IsSuccessStatusCode) return response;
            using (response)
            {
                if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
                    throw new InputException(http.BaseAddress!.Authority, null, null, string.Create(CultureInfo.InvariantCulture, $"no events: HTTP status {(int)response.StatusCode}"));
                away($"HTTP status {(int)response.StatusCode}");
                return null;
            }
        }
        catch (HttpRequestException failed)
        {
            away(failed.GetBaseException().Message);
            return null;
        }
    }

    private static async Task<bool> Next(IAsyncEnumerator<SseItem<string>> items, Action<string?> away)
    {
        try
        {
            if (await items.MoveNextAsync()) return true;
            away("the seed ended the connection");
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            away(broken.Message);
        }

        return false;
    }
}
