using System.Text.Json;
using Hud.Cluster.Tests.Support;
using Hud.Engine.Training;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Runs;

/// <summary>A small search, once in peace and once killed again and again: the same points are tried and stopped.</summary>
public sealed class SearchKillTests
{
    private const string Rule = "\n  stop: { rule: asha, first: 10, factor: 2 }";

    private static string Search(int points, string stop) => $$"""
        options: { hud: { preset: tiny } }
        metrics: [point_fidelity, block_diversity]
        search:
          points: {{points}}
          start: 3
          space:
            hud.learning_rate: { log_uniform: [1e-5, 1e-2] }
            hud.ema_decay: { choice: [0.5, 0.9] }
          objectives: [point_fidelity, { metric: block_diversity, to: floor }]{{stop}}
        """;

    [Fact]
    public async Task Search_killed_again_and_again_tries_the_points_of_an_undisturbed_one_and_ends_with_its_tables()
    {
        using var calm = new Experiment(more: Search(7, Rule));
        var (code, output, errors) = calm.Run();
        Assert.True(code == 0, $"{output}\n{errors}");
        Assert.Contains("stopped early at step ", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(calm.Out, "figures", "pareto-point_fidelity-block_diversity.svg")));

        using var experiment = new Experiment(more: Search(7, Rule));
        var moments = new SeedTree(4).Derive("search").Stream();
        for (var life = 1; life <= 2; life++)
        {
            using var hud = experiment.Start();
            // The plan has just grown; then whatever a few tenths of a second bring.
            hud.WaitFor(" more, ");
            await Task.Delay(TimeSpan.FromMilliseconds(moments.NextInt(300)), TimeProvider.System, TestContext.Current.CancellationToken);
            if (life == 2) hud.KillAlone();
            else hud.KillAll();
        }

        (code, output, errors) = experiment.Run();
        Assert.True(code == 0, $"{output}\n{errors}");
        foreach (var file in (string[])["tables.md", "tables.csv", "tables.json"])
            Assert.Equal(File.ReadAllText(Path.Combine(calm.Out, file)), File.ReadAllText(Path.Combine(experiment.Out, file)));
        Assert.Equal(Artifacts(calm), Artifacts(experiment));
        Assert.Contains("nothing to do", experiment.Run().Output, StringComparison.Ordinal);
    }

    /// <summary>Without a rule for stopping: a trial that ends while no seed is there to judge it would count as done.</summary>
    [Fact]
    public async Task Search_on_a_cluster_that_loses_its_seed_and_its_node_ends_with_the_same_tables_and_watch_sees_it_grow()
    {
        using var experiment = new Experiment(more: Search(5, ""));
        var (code, output, errors) = experiment.Run();
        Assert.True(code == 0, $"{output}\n{errors}");

        using var cluster = new TestCluster();
        var seed = cluster.StartSeed();
        seed.WaitFor("seed is ready");
        var node = cluster.StartNode("n1");
        var id = cluster.Submit(experiment);
        using var watch = HudProcess.Start("watch", id, "--server", cluster.Server);
        watch.WaitFor("2 trials now");
        seed.KillAlone();
        cluster.StartSeed().WaitFor("seed is ready");
        watch.WaitFor("3 trials now");
        node.KillAll();
        cluster.StartNode("n1");
        Assert.Equal(0, watch.WaitForExit());
        Assert.Contains("5 of 5 done", watch.Output, StringComparison.Ordinal);
        await cluster.WaitUntilRecorded(id);
        var tables = await cluster.Tables(id);
        foreach (var format in (string[])["md", "csv", "json"])
            Assert.Equal(File.ReadAllText(Path.Combine(experiment.Out, $"tables.{format}")), tables[format]);
        cluster.LeaveInPeace();
    }

    /// <summary>Hashes of what the recorded trials have made.</summary>
    private static IEnumerable<string> Artifacts(Experiment experiment)
    {
        using var ledger = JsonDocument.Parse(File.ReadAllText(Path.Combine(experiment.Out, "ledger.json")));
        var results = ledger.RootElement.GetProperty("results").EnumerateObject();
        return [.. results.Select(r => $"{r.Name} {r.Value.GetProperty("artifacts").GetProperty("samples.npy")} {r.Value.GetProperty("artifacts").GetProperty("checkpoint.safetensors")}")];
    }
}
