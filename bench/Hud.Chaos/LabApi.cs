using System.Net.Http.Json;
using System.Text.Json;

namespace Hud.Chaos;

/// <param name="Serves">In sight, and may be given work.</param>
/// <param name="LastHeard">By the coordinator's clock; null when it never was.</param>
internal sealed record NodeStanding(bool Serves, string? LastHeard);

/// <summary>Asks all seeds of a laboratory at once and believes the first answer.</summary>
internal sealed class LabApi(Lab lab, string hud) : IDisposable
{
    private readonly List<HttpClient> _seeds = [.. lab.Servers.Select(lab.Keys.Http)];

    public void Dispose() => _seeds.ForEach(s => s.Dispose());

    /// <summary>Null while nobody answers.</summary>
    public IReadOnlyDictionary<string, NodeStanding>? Nodes() => Get("api/nodes")?.GetProperty("nodes").EnumerateArray()
        .ToDictionary(n => n.GetProperty("node").GetString()!, n => new NodeStanding(
            n.GetProperty("in_sight").GetBoolean() && Text(n, "refusal") is null && !Has(n, "quarantine"), Text(n, "last_heard")));

    /// <summary>Every trial is recorded.</summary>
    public bool IsDone(string experiment) => Get($"api/experiments/{experiment}") is { } answer
        && answer.GetProperty("trials").EnumerateArray().All(t => t.GetProperty("status").GetString() == "recorded");

    /// <summary>A table as each seed gives it; null for a seed that gives none.</summary>
    public IReadOnlyList<string?> Tables(string experiment, string format) =>
    [
        .. _seeds.Select(seed => Answer(() => seed.GetStringAsync($"api/experiments/{experiment}/tables?format={format}")
            .ContinueWith(t => (string?)t.Result, TaskScheduler.Default))),
    ];

    /// <returns>The experiment's id.</returns>
    public string Submit(string file) =>
        TrySubmit(file) ?? throw new InvalidOperationException($"hud submit {file} failed");

    /// <returns>Null when no seed took it.</returns>
    public string? TrySubmit(string file)
    {
        foreach (var server in lab.Servers)
        {
            var (code, output, _) = Shell.Execute(hud, ["submit", file, "--server", $"{server}", "--json"], lab.Keys.Client());
            if (code == 0) return JsonDocument.Parse(output).RootElement.GetProperty("experiment").GetString();
        }

        return null;
    }

    private static bool Has(JsonElement node, string name) => node.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement node, string name) => Has(node, name) ? node.GetProperty(name).GetString() : null;

    private JsonElement? Get(string path)
    {
        var asked = _seeds.Select(seed => seed.GetFromJsonAsync<JsonElement>(path)).ToList();
        while (asked.Count > 0)
        {
            var first = Task.WhenAny(asked).GetAwaiter().GetResult();
            if (first.IsCompletedSuccessfully) return first.GetAwaiter().GetResult();
            asked.Remove(first);
        }

        return null;
    }

    private static T? Answer<T>(Func<Task<T?>> question)
    {
        try
        {
            return question().GetAwaiter().GetResult();
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or AggregateException)
        {
            return default;
        }
    }
}
