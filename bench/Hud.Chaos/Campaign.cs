using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Hud.Chaos;

/// <summary>An experiment of short trials on a laboratory under faults, and what came of it.</summary>
internal sealed class Campaign(Lab lab, string hud, string experiment, IReadOnlyList<Fault> faults, Action<string> say) : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly List<HttpClient> _seeds = [.. lab.Servers.Select(lab.Keys.Http)];
    private readonly Dictionary<Fault, TimeSpan> _recovered = [];
    private readonly Stopwatch _clock = new();

    /// <summary>Time from the end of each fault until all nodes were in sight of a seed that answered.</summary>
    public IReadOnlyDictionary<Fault, TimeSpan> Recovered => _recovered;

    public int Attempts { get; private set; }

    public string Id { get; private set; } = "";

    /// <summary>Runs to the end.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public void Run(TimeSpan patience)
    {
        Wait(() => NodesInSight() == lab.Plan.Nodes, TimeSpan.FromMinutes(2), "all nodes joined");
        Id = Submit();
        _clock.Start();
        var (begun, ended) = (0, new HashSet<Fault>());
        while (true)
        {
            if (_clock.Elapsed > patience) throw new TimeoutException($"not done after {patience}");
            while (begun < faults.Count && faults[begun].At <= _clock.Elapsed) Begin(faults[begun++]);
            foreach (var fault in faults.Take(begun).Where(f => f.End <= _clock.Elapsed && ended.Add(f))) lab.End(fault);
            var (done, sight) = (Done(), NodesInSight());
            if (sight == lab.Plan.Nodes)
                foreach (var fault in ended.Where(f => !_recovered.ContainsKey(f))) _recovered[fault] = _clock.Elapsed - fault.End;
            // Faults that come after the last result tell nothing; those under way must end.
            if (done && ended.Count == begun && ended.All(_recovered.ContainsKey)) return;
            Thread.CurrentThread.Join(Beat);
        }
    }

    public void Dispose() => _seeds.ForEach(s => s.Dispose());

    /// <summary>A table as the seed gives it.</summary>
    public string? Table(string format) =>
        Ask(seed => seed.GetStringAsync($"api/experiments/{Id}/tables?format={format}").GetAwaiter().GetResult());

    private void Begin(Fault fault)
    {
        say(fault.ToString());
        lab.Begin(fault);
    }

    private string Submit()
    {
        var start = new ProcessStartInfo(hud, ["submit", experiment, "--server", lab.Servers.First().ToString(), "--json"]) { RedirectStandardOutput = true };
        foreach (var (name, value) in lab.Keys.Client()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonDocument.Parse(answer).RootElement.GetProperty("experiment").GetString()!
            : throw new InvalidOperationException($"hud submit ended with {process.ExitCode}");
    }

    private bool Done()
    {
        if (Get($"api/experiments/{Id}") is not { } answer) return false;
        var trials = answer.GetProperty("trials").EnumerateArray().ToList();
        Attempts = trials.Sum(t => t.GetProperty("attempt").GetInt32());
        return trials.All(t => t.GetProperty("status").GetString() == "recorded");
    }

    private int NodesInSight() => Get("api/nodes") is { } answer ? answer.GetProperty("nodes").GetArrayLength() : 0;

    private JsonElement? Get(string path) =>
        Ask(seed => (JsonElement?)seed.GetFromJsonAsync<JsonElement>(path).GetAwaiter().GetResult());

    /// <returns>The first seed's answer; null when none gives one.</returns>
    private T? Ask<T>(Func<HttpClient, T?> question)
    {
        foreach (var seed in _seeds)
        {
            try
            {
                return question(seed);
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException or JsonException)
            {
                // Perhaps another one.
            }
        }

        return default;
    }

    private static void Wait(Func<bool> wanted, TimeSpan patience, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!wanted())
        {
            if (clock.Elapsed > patience) throw new TimeoutException($"never {what}");
            Thread.CurrentThread.Join(Beat);
        }
    }
}
