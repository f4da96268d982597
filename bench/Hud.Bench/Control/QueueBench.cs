using System.Diagnostics;
using System.Text.Json;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Bench.Control;

/// <summary>A long queue that nobody works on: how long a submission takes, how much memory it needs, how soon a restarted
/// coordinator answers.</summary>
internal static class QueueBench
{
    public static int Run(string[] args)
    {
        var options = new BenchOptions(args, "--journal", "--trials", "--restart");
        var trials = options.Number("--trials", 100_000);
        var journal = JournalAddress.Parse(options.Text("--journal", "queue.db"));
        var restarted = options.Text("--restart", "no") == "yes";
        var clock = Stopwatch.StartNew();
        using var plane = ControlPlane.Start(journal);
        var start = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var accepted = plane.Ask<ExperimentAccepted>(new SubmitExperiment(CommandId.New(), ControlBench.Plan("queue", trials, 0)));
        var submit = clock.Elapsed.TotalSeconds;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            bench = restarted ? "queue, restarted" : "queue",
            journal = journal is SqliteAddress ? "sqlite" : "postgresql",
            trials = accepted.Trials,
            start_seconds = Math.Round(start, 3),
            submit_seconds = Math.Round(submit, 3),
            peak_megabytes = self.PeakWorkingSet64 >> 20,
        }));
        return 0;
    }
}
