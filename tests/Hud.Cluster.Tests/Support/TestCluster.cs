using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Hud.Node.Processes;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Support;

/// <summary>A seed and nodes as processes of their own, on loopback, with the folders they work in.</summary>
internal sealed class TestCluster : IDisposable
{
    /// <summary>Generous: the machine may be busy with other things.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly List<HudProcess> _processes = [];
    private readonly int[] _ports = Ports.Free(2);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly bool _shared;
    private readonly Dictionary<string, string> _environment;

    /// <param name="shared">Seed and nodes see one folder; otherwise every node has its own.</param>
    /// <param name="lease">Seconds of silence after which a trial is taken from its node.</param>
    /// <param name="token">File of the API's secret; null for none.</param>
    /// <param name="prefetch">Nodes have a process ready for the next trial.</param>
    public TestCluster(bool shared = true, int lease = 120, string? token = null, bool prefetch = true)
    {
        _shared = shared;
        _environment = new()
        {
            ["HUD__COORDINATOR__LEASE"] = $"{lease}",
            ["HUD__NODE__PATIENCE"] = "8",
            // It has tests of its own, and would cost every start of a node seconds.
            ["HUD__COORDINATOR__CANARY"] = "off",
            ["HUD__NODE__PREFETCH"] = prefetch ? "on" : "off",
        };
        if (token is not null) _environment["HUD__API__TOKEN_FILE"] = token;
    }

    public string Server => $"http://127.0.0.1:{_ports[1]}";

    public string Journal => _folder["seed/journal.db"];

    public string[] Outcomes(string node) =>
        Directory.Exists(_folder[$"{node}/outcomes"]) ? Directory.GetFiles(_folder[$"{node}/outcomes"], "*.json") : [];

    public HudProcess StartSeed() => Start(
        "seed", "--listen", $"127.0.0.1:{_ports[0]}", "--api", $"127.0.0.1:{_ports[1]}", "--folder", _folder["seed"]);

    /// <param name="labels">Words that experiments may ask for.</param>
    public HudProcess StartNode(string name, params string[] labels) => Start(
        ["node", "--seed", $"127.0.0.1:{_ports[0]}", "--name", name, "--folder", _folder[name]],
        labels.Length == 0 ? [] : [new("HUD__NODE__LABELS", string.Join(',', labels))]);

    /// <summary>One that keeps checkpoints and results at the seed.</summary>
    public HudProcess StartSendingNode(string name) => Start(
        "node", "--seed", $"127.0.0.1:{_ports[0]}", "--name", name, "--folder", _folder[name], "--artifacts", Server);

    /// <summary>Relative names of what nodes have sent.</summary>
    public string[] Sent() => Directory.Exists(_folder["seed/artifacts"])
        ? [.. Directory.EnumerateFiles(_folder["seed/artifacts"], "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_folder["seed/artifacts"], f))]
        : [];

    /// <summary>Pictures of an experiment's trials in the seed's gallery.</summary>
    public string[] Gallery(string id) => FilesIn($"seed/experiments/{id}/figures", "*.png");

    /// <summary>Files of one name in the folders of a node's trials.</summary>
    public string[] OfTrials(string node, string name) => FilesIn($"{(_shared ? "shared" : node)}/trials", name);

    /// <summary>Manifests of what trials share.</summary>
    public string[] SharedWork(string kind) =>
        [.. FilesIn("shared/shared", "manifest.json").Where(f => f.Contains($"/{kind}-", StringComparison.Ordinal))];

    private string[] FilesIn(string folder, string pattern) =>
        Directory.Exists(_folder[folder]) ? Directory.GetFiles(_folder[folder], pattern, SearchOption.AllDirectories) : [];

    /// <summary>A node's log, once its process let go of it.</summary>
    public string LogOf(string node) => File.ReadAllText(_folder[$"{node}/node.log"]);

    /// <summary>Hands the experiment in as a person would.</summary>
    /// <returns>Its id.</returns>
    public string Submit(Experiment experiment)
    {
        var (code, output, errors) = HudProcess.Run("submit", experiment.File, "--server", Server, "--json");
        Assert.True(code == 0, $"{output}\n{errors}");
        return JsonDocument.Parse(output).RootElement.GetProperty("experiment").GetString()!;
    }

    /// <summary>Waits until the trials are as wanted.</summary>
    public async Task WaitForTrials(string id, Func<JsonElement[], bool> wanted, string what)
    {
        var clock = Stopwatch.StartNew();
        var last = "nothing";
        while (clock.Elapsed < Patience)
        {
            if (await Get($"api/experiments/{id}") is { } answer)
            {
                last = answer.GetRawText();
                if (wanted([.. answer.GetProperty("trials").EnumerateArray()])) return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"never {what}; last seen: {last}\n{string.Join("\n---\n", _processes.Select(p => p.Output + p.Errors))}");
    }

    public static Task WaitUntil(Func<bool> condition, string what) => WaitUntil(() => Task.FromResult(condition()), what);

    public static async Task WaitUntil(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < Patience, $"never {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public Task WaitUntilRecorded(string id) =>
        WaitForTrials(id, trials => trials.All(t => Status(t) == "recorded"), "all recorded");

    public Task WaitUntilRunning(string id) =>
        WaitForTrials(id, trials => trials.Any(t => Status(t) == "running"), "one running");

    public static string Status(JsonElement trial) => trial.GetProperty("status").GetString()!;

    /// <summary>Tables as the seed gives them, by format.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Tables(string id)
    {
        var tables = new Dictionary<string, string>();
        foreach (var format in KnownTables.Formats)
            tables[format] = await _http.GetStringAsync($"{Server}/api/experiments/{id}/tables?format={format}", TestContext.Current.CancellationToken);
        return tables;
    }

    public async Task<JsonElement?> Get(string path)
    {
        try
        {
            return await _http.GetFromJsonAsync<JsonElement>($"{Server}/{path}", TestContext.Current.CancellationToken);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Ids of processes that still work in this cluster's folders.</summary>
    public int[] Alive() =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           let name = Path.GetFileName(folder)
           where name.All(char.IsAsciiDigit) && CommandLine(folder).Contains(_folder.Path, StringComparison.Ordinal)
           select int.Parse(name, System.Globalization.CultureInfo.InvariantCulture),
    ];

    /// <summary>Ids of processes that were started before they had a trial; some may have one by now.</summary>
    public int[] StartedAhead() =>
        [.. Alive().Where(id => CommandLine($"/proc/{id}") is var line && line.Contains(ChildCommand.Verb, StringComparison.Ordinal) && !line.Contains("/trials/", StringComparison.Ordinal))];

    /// <summary>SIGTERM to all: everybody ends well, and nobody is left.</summary>
    public void LeaveInPeace()
    {
        foreach (var process in _processes.Where(p => p.IsAlive).Reverse())
        {
            process.Signal("TERM");
            Assert.Equal(0, process.WaitForExit());
        }

        Assert.True(SpinWait.SpinUntil(() => Alive().Length == 0, TimeSpan.FromSeconds(30)), "a process was left behind");
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (process.IsAlive) process.Signal("CONT");
            process.Dispose();
        }

        foreach (var orphan in Alive()) HudProcess.Signal("KILL", orphan);
        _http.Dispose();
        _folder.Dispose();
    }

    private HudProcess Start(params string[] arguments) => Start(arguments, []);

    private HudProcess Start(string[] arguments, KeyValuePair<string, string>[] more)
    {
        string[] all = _shared ? [.. arguments, "--shared", _folder["shared"]] : arguments;
        var process = HudProcess.Start(all, [.. _environment, .. more]);
        _processes.Add(process);
        return process;
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
