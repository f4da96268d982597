using System.Text.Json;

namespace Hud.Bench.Http;

/// <summary>A listener that notes how long after its decision each change reached it.</summary>
internal sealed class EventDelay(HttpClient http)
{
    /// <summary>Milliseconds.</summary>
    public List<double> Delays { get; } = [];

    public async Task Listen(string experiment, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync($"api/events?experiment={experiment}", HttpCompletionOption.ResponseHeadersRead, stop);
            answer.EnsureSuccessStatusCode();
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
            var change = false;
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                if (line.StartsWith("event:", StringComparison.Ordinal)) change = line.EndsWith("change", StringComparison.Ordinal);
                else if (change && line.StartsWith("data:", StringComparison.Ordinal)) Note(line[5..]);
            }
        }
        catch (OperationCanceledException)
        {
            // It was asked to stop.
        }
    }

    private void Note(string data)
    {
        var at = JsonDocument.Parse(data).RootElement.GetProperty("at").GetDateTimeOffset();
        Delays.Add((TimeProvider.System.GetUtcNow() - at).TotalMilliseconds);
    }
}
