using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hud.Bench.Http;

/// <summary>Requests at a constant rate, whether or not the answers keep up. A latency counts from when the request was due, so a server that
/// stalls does not hide the requests that it kept from being sent.</summary>
internal sealed class HttpLoad(HttpClient http, string experiment, IReadOnlyList<string> trials)
{
    private readonly ConcurrentBag<(string What, double Milliseconds)> _latencies = [];
    private int _failed, _answered;

    /// <summary>What a page that is open, a person who clicks and a script that polls ask for.</summary>
    private static readonly string[] Mix =
    [
        "running", "trial", "why", "experiments", "trials", "running", "trial", "nodes", "attempts", "curve",
        "running", "trial", "why", "log", "trials", "running", "trial", "experiments", "lost", "curve",
    ];

    public int Failed => _failed;

    public int Answered => _answered;

    public IEnumerable<(string What, double Milliseconds)> Latencies => _latencies;

    /// <param name="rate">Requests a second.</param>
    public async Task Run(int rate, TimeSpan time)
    {
        var (clock, flying) = (Stopwatch.StartNew(), new List<Task>());
        var count = (int)(rate * time.TotalSeconds);
        for (var n = 0; n < count;)
        {
            for (; n < count && clock.Elapsed.TotalSeconds * rate >= n; n++) flying.Add(Ask(n, clock, (double)n / rate));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        await Task.WhenAll(flying);
    }

    private async Task Ask(int number, Stopwatch clock, double due)
    {
        var what = Mix[number % Mix.Length];
        try
        {
            using var answer = await http.GetAsync(PathOf(what, number));
            await answer.Content.ReadAsByteArrayAsync();
            if (answer.IsSuccessStatusCode) Interlocked.Increment(ref _answered);
            else Interlocked.Increment(ref _failed);
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            Interlocked.Increment(ref _failed);
        }

        _latencies.Add((what, (clock.Elapsed.TotalSeconds - due) * 1000));
    }

    private string PathOf(string what, int number)
    {
        var trial = trials[(int)(number * 7919L % trials.Count)];
        return what switch
        {
            "trial" => $"api/trials/{trial}",
            "why" or "curve" or "log" => $"api/trials/{trial}/{what}",
            "trials" => $"api/experiments/{experiment}/trials?limit=100&cursor={number * 100 % trials.Count}",
            "attempts" => $"api/experiments/{experiment}/attempts?limit=100",
            "lost" => "api/attempts?end=lost&limit=100",
            _ => $"api/{what}",
        };
    }
}
