using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Bench.Control;

/// <summary>Trials that only take time: how much of it several nodes waste compared with one, and how long a device waits
/// between two trials.</summary>
internal static class SpreadBench
{
    public static int Run(string[] args)
    {
        var options = new BenchOptions(args, "--journal", "--nodes", "--trials", "--milliseconds");
        var (nodes, trials) = (options.Number("--nodes", 8), options.Number("--trials", 40));
        var lasting = TimeSpan.FromMilliseconds(options.Number("--milliseconds", 500));
        var journal = JournalAddress.Parse(options.Text("--journal", "spread.db"));
        using var plane = ControlPlane.Start(journal);
        using var recorded = new CountdownEvent(1);
        var pauses = new List<double>();
        for (var n = 0; n < nodes; n++) plane.Join($"node-{n}", 1, recorded, lasting, pauses);

        Measure(plane, recorded, ControlBench.Plan("warm", nodes, 0));
        lock (pauses) pauses.Clear();
        var seconds = Measure(plane, recorded, ControlBench.Plan("measured", nodes * trials, nodes));
        lock (pauses)
        {
            pauses.Sort();
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                bench = "spread",
                nodes,
                trials = nodes * trials,
                milliseconds = lasting.TotalMilliseconds,
                seconds = Math.Round(seconds, 3),
                busy = Math.Round(trials * lasting.TotalSeconds / seconds, 4),
                pause_median_milliseconds = Math.Round(pauses[pauses.Count / 2], 1),
                pause_worst_milliseconds = Math.Round(pauses[^1], 1),
            }));
        }

        return 0;
    }

    private static double Measure(ControlPlane plane, CountdownEvent recorded, Experiments.Plans.ExperimentPlan plan)
    {
        recorded.Reset(plan.Trials.Length);
        var clock = Stopwatch.StartNew();
        plane.Ask<ExperimentAccepted>(new SubmitExperiment(CommandId.New(), plan));
        if (!recorded.Wait(TimeSpan.FromMinutes(10))) throw new TimeoutException($"{recorded.CurrentCount} trials are not recorded");
        return clock.Elapsed.TotalSeconds;
    }
}
