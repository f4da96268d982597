using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Bench.Control;

/// <summary>Empty trials through submit, lease, accept, complete and record, every step durable.</summary>
internal static class ControlBench
{
    public static int Run(string[] args)
    {
        var options = new BenchOptions(args, "--journal", "--nodes", "--slots", "--trials", "--warm");
        var (nodes, slots) = (options.Number("--nodes", 8), options.Number("--slots", 1));
        var (trials, warm) = (options.Number("--trials", 20_000), options.Number("--warm", 3_000));
        var journal = JournalAddress.Parse(options.Text("--journal", "control.db"));
        using var plane = ControlPlane.Start(journal);
        using var recorded = new CountdownEvent(1);
        for (var n = 0; n < nodes; n++) plane.Join($"node-{n}", slots, recorded);

        Measure(plane, recorded, Plan("warm", warm, 0));
        var (submit, whole, cpu) = Measure(plane, recorded, Plan("measured", trials, warm));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            bench = "control",
            journal = journal is SqliteAddress ? "sqlite" : "postgresql",
            nodes,
            slots,
            trials,
            submit_seconds = Math.Round(submit, 3),
            seconds = Math.Round(whole, 3),
            trials_per_second = Math.Round(trials / whole),
            cpu_milliseconds_per_trial = Math.Round(1000 * cpu / trials, 3),
        }));
        return 0;
    }

    public static ExperimentPlan Plan(string name, int trials, int firstSeed) => new(
        $"{name}-{trials}", name, [.. Enumerable.Range(firstSeed + 1, trials).Select(Trial)], null);

    private static readonly TrialSpec Template = new(
        new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 64, 48, 32, 4), "hud", 1, new Budget(200, 4, 50, 16),
        new Sampling(8, "ddim", 20), new Evaluation(["point_fidelity"], 8, 32),
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("endmembers", "4"), 1);

    private static TrialSpec Trial(int seed) => Template with { Seed = seed };

    private static (double Submit, double Whole, double Cpu) Measure(ControlPlane plane, CountdownEvent recorded, ExperimentPlan plan)
    {
        recorded.Reset(plan.Trials.Length);
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        plane.Ask<ExperimentAccepted>(new SubmitExperiment(CommandId.New(), plan));
        var submit = clock.Elapsed.TotalSeconds;
        if (!recorded.Wait(TimeSpan.FromMinutes(10))) throw new TimeoutException($"{recorded.CurrentCount} trials are not recorded");
        self.Refresh();
        return (submit, clock.Elapsed.TotalSeconds, (self.TotalProcessorTime - before).TotalSeconds);
    }
}
