using System.Globalization;
using System.Net;
using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Cluster.Tests.Support;
using Hud.Experiments.Plans;

namespace Hud.Cluster.Tests.Page;

/// <summary>One browser and one live cluster for all tests of the page: a seed, a node, and an experiment that a tab watches
/// from before it was submitted until it is complete.</summary>
public sealed class PageCluster : IAsyncLifetime
{
    private const string Sweep = "options: { hud: { preset: tiny } }\nsweep: { hud.endmembers: [3, 4] }";

    private readonly List<Experiment> _experiments = [];
    private readonly TestCluster _cluster = new(lease: 10);
    private Chromium _browser = null!;
    private int _waiting = 3;

    /// <summary>Experiment of four trials: two configurations, two seeds.</summary>
    public string Experiment { get; private set; } = "";

    internal TestCluster Cluster => _cluster;

    internal Chromium Browser => _browser;

    /// <summary>Tab that was open before <see cref="Experiment"/> was there, shows its table, and remembers in <c>window.seen</c>
    /// what the cells said.</summary>
    internal Tab Witness { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsHere) return;
        var seed = _cluster.StartSeed();
        var node = _cluster.StartNode("n1");
        _browser = await Chromium.Start();
        seed.WaitFor("seed is ready");
        Witness = await Open();
        await Witness.Page.GetByText("No experiment yet").WaitForAsync();
        await Witness.Page.EvaluateAsync(
            """
            () => {
              window.seen = []
              new MutationObserver(() => {
                const now = [...document.querySelectorAll("a.cell")].map(cell => cell.innerText).join("|")
                if (now !== "" && now !== window.seen.at(-1)) window.seen.push(now)
              }).observe(document.body, { subtree: true, childList: true, characterData: true })
            }
            """);
        Experiment = await Submit(Sweep, seeds: 2);
        await Witness.Page.Locator("a.card").ClickAsync();
        node.WaitFor("n1 is ready");
    }

    /// <summary>A tab of its own.</summary>
    internal Task<Tab> Open(params string[] scripts) => _browser.Open(_cluster.Server, scripts);

    /// <returns>The experiment's id, once it has tables.</returns>
    internal async Task<string> Submit(string more, int seeds = 1)
    {
        var experiment = new Experiment(seeds, more);
        lock (_experiments) _experiments.Add(experiment);
        var id = _cluster.Submit(experiment);
        await WaitForTables(id);
        return id;
    }

    /// <summary>One trial that asks for a label that no node has.</summary>
    internal Task<string> SubmitWaiting() => Submit(string.Create(
        CultureInfo.InvariantCulture, $"options: {{ hud: {{ preset: tiny, learning_rate: 1e-{Interlocked.Increment(ref _waiting)} }} }}\nrequires: {{ labels: [nobody] }}"));

    /// <summary>Past the planner, which would refuse it.</summary>
    internal async Task Submit(ExperimentPlan plan)
    {
        await Post("api/experiments", JsonSerializer.SerializeToUtf8Bytes(
            new CoordinatorProtocol.SubmitExperiment(new CommandId(plan.Id), plan), HudJson.Default.SubmitExperiment));
        await WaitForTables(plan.Id);
    }

    /// <summary>As anybody else would, past the page.</summary>
    internal async Task Post(string path, byte[]? body = null)
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent(body ?? []);
        using var answer = await http.PostAsync(new Uri($"{_cluster.Server}/{path}"), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>For half a second after a submission not every document is there, and the console tells of each that was missed.</summary>
    private Task WaitForTables(string id) => TestCluster.WaitUntil(
        () => _cluster.Get($"api/experiments/{id}/tables?format=json").Result is not null
            && _cluster.Get($"api/experiments/{id}/trials").Result is not null,
        $"tables of {id}");

    internal async Task<JsonElement> FirstTrial(string id) => (await _cluster.Get($"api/experiments/{id}"))!.Value.GetProperty("trials")[0];

    /// <summary>Where the views of <see cref="Experiment"/> are, once it is complete.</summary>
    internal async Task<string[]> Views(Tab tab)
    {
        await _cluster.WaitUntilRecorded(Experiment);
        var experiment = $"experiments/{Experiment}";
        await tab.Go(experiment);
        var cell = await tab.Page.Locator("a.cell").First.GetAttributeAsync("href");
        var trial = (await FirstTrial(Experiment)).GetProperty("key").GetString();
        return ["", experiment, cell!["#/".Length..], $"{experiment}/trials", $"{experiment}/trials/{trial}", $"{experiment}/timeline", $"{experiment}/sweep", $"{experiment}/faults"];
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _cluster.Dispose();
        foreach (var experiment in _experiments) experiment.Dispose();
    }
}

[CollectionDefinition("Page")]
public sealed class PageCollection : ICollectionFixture<PageCluster>;
