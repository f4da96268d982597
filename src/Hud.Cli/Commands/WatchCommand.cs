using System.CommandLine;
using System.Text;
using Hud.Actors.Coordinator;
using Hud.Cli.Live;
using Hud.Cli.Remote;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Cli.Commands;

/// <summary>`hud watch`: an experiment of a cluster as it goes on, to its end.</summary>
internal static class WatchCommand
{
    /// <summary>For five minutes at least: a seed that nobody hears is tried again inside each look.</summary>
    private const int Looks = 1500;

    /// <param name="open">How it is shown.</param>
    public static Command Create(Func<IRunView> open)
    {
        var id = new Argument<string?>("ID")
        {
            Description = "An experiment. Default: the only unfinished one.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var server = new ServerOption();
        var command = new Command("watch", """
            Shows an experiment of a cluster as it goes on, until it ends.
            Survives seeds that restart; Ctrl-C ends the watch, not the experiment.
            Exit codes are those of 'hud status'.

            Examples:
              hud watch
              hud watch paper-tables-1f2e3d4c5b6a | tee watch.log
            """)
        {
            id,
        };
        server.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            using var view = open();
            return await Watch(cluster, parsed.GetValue(id) ?? Only(cluster), view, cancel);
        });
        return command;
    }

    private static async Task<int> Watch(ClusterClient cluster, string id, IRunView view, CancellationToken cancel)
    {
        var plan = Plan();
        var (run, begun, trouble) = (new RemoteRun(view), false, (string?)null);
        await foreach (var item in cluster.Events(id, Away, cancel))
        {
            // What the documents say is as new as the stream's beginning, or newer: taking a change twice does no harm.
            if (!begun) run.Begin(plan, cluster.Trials(id));
            begun = true;
            run.Take(item);
            if (!run.IsOver) continue;
            // What has just ended may have brought more trials.
            if (!PlanGrowth.Grows(plan) || !await MayGoOn()) break;
        }

        return run.Trials.Any(t => t.Status == TrialStatus.Failed) ? ExitCode.Failed : run.IsOver ? ExitCode.Done : ExitCode.Interrupted;

        // The coordinator knows of an end and of what follows from it at once; the ledger follows, seconds later where the seed
        // has just started.
        async Task<bool> MayGoOn()
        {
            for (var look = 0; look < Looks; look++)
            {
                var now = cluster.Experiment(id, limit: 1).Summary;
                if (now.Trials > plan.Trials.Length) plan = Plan();
                else if (now.Recorded + now.Failed + now.Cancelled == now.Trials) break;
                if (now.Trials == plan.Trials.Length) run.Begin(plan, cluster.Trials(id));
                if (!run.IsOver) return true;
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancel);
            }

            return !run.IsOver;
        }

        ExperimentPlan Plan() => RecordFile.Parse(Encoding.UTF8.GetString(cluster.Ledger(id)), "ledger").Plan;

        void Away(string? why)
        {
            if (why is not null && trouble is null) view.Say($"hud: lost sight of the cluster: {why}; trying again");
            if (why is null && trouble is not null) view.Say("hud: the cluster is in sight again");
            trouble = why;
        }
    }

    private static string Only(ClusterClient cluster)
    {
        var open = cluster.Experiments().Experiments.Where(e => e.Recorded + e.Failed + e.Cancelled < e.Trials).ToList();
        return open switch
        {
            [var one] => one.Id,
            [] => throw new InputException("ID", null, null, "no experiment of this cluster is unfinished; 'hud status' lists all"),
            _ => throw new InputException("ID", null, null, $"several are unfinished, name one: {string.Join(", ", open.Select(e => e.Id))}"),
        };
    }
}
