using System.Globalization;
using Hud.Actors.Coordinator;
using Hud.Seed.Http;

namespace Hud.Cli.Commands;

/// <summary>What a cluster does, in lines of at most 80 columns.</summary>
internal static class StatusText
{
    /// <summary>Beyond this many, trials are only counted.</summary>
    public const int MaximumTrials = 40;

    public static IEnumerable<string> Experiments(IReadOnlyCollection<ExperimentSummary> experiments)
    {
        if (experiments.Count == 0) return ["no experiments yet; 'hud submit FILE' brings one"];
        var rows = experiments.Select(e => new[]
        {
            e.Paused ? $"{e.Id} (paused)" : e.Id, Number(e.Trials), Number(e.Recorded), Number(e.Running), Number(e.Failed),
            Number(e.Trials - e.Recorded - e.Running - e.Failed - e.Cancelled),
        });
        return TextTable.Of(["EXPERIMENT", "TRIALS", "DONE", "RUNNING", "FAILED", "WAITING"], rows);
    }

    /// <param name="experiment">Its trials as they are to be listed.</param>
    public static IEnumerable<string> Trials(ExperimentDocument experiment)
    {
        var s = experiment.Summary;
        yield return $"{s.Id}: {s.Trials} trials, {s.Recorded} recorded, {s.Running} running, {s.Failed} failed"
            + (s.StoppedEarly > 0 ? $", {s.StoppedEarly} stopped early" : "");
        var rows = experiment.Trials.Select(t => new[]
        {
            t.Key[..12], t.Method, t.Scene, Number(t.Seed), t.Status, Number(t.Attempt), t.Node ?? "",
        });
        foreach (var line in TextTable.Of(["TRIAL", "METHOD", "SCENE", "SEED", "STATUS", "TRY", "NODE"], rows)) yield return line;
        if (s.Trials > experiment.Trials.Length) yield return $"... and {s.Trials - experiment.Trials.Length} more; --json has them all";
        foreach (var trial in experiment.Trials.Where(t => t.Note is not null && t.Status != "recorded"))
            yield return TextTable.Cut($"{trial.Key[..12]}: {trial.Note}", 2 * TextTable.Width);
    }

    public static IEnumerable<string> Nodes(IReadOnlyCollection<NodeView> nodes)
    {
        if (nodes.Count == 0) return ["no node in sight; 'hud node --seed HOST:PORT' starts one"];
        var rows = nodes.Select(n => new[]
        {
            n.Node.Value, State(n), string.Join(",", n.Devices.Select(d => d.Device.Name)),
            string.Join(" ", n.Devices.Where(d => d.Running is not null).Select(d => d.Running.ToString())),
        });
        var reasons = nodes.Select(n => (n.Node, Why: n.Quarantine?.Reason ?? n.Refusal)).Where(n => n.Why is not null);
        return [.. TextTable.Of(["NODE", "STATE", "DEVICES", "RUNS"], rows), .. reasons.Select(r => $"{r.Node}: {r.Why}")];
    }

    private static string State(NodeView node) => (node, Busy: node.Devices.Any(d => d.Running is not null)) switch
    {
        ({ InSight: false }, _) => "away",
        ({ Refusal: not null }, _) => "refused",
        ({ Quarantine: not null }, _) => "quarantined",
        ({ Draining: true }, false) => "drained",
        ({ Draining: true }, _) => "draining",
        ({ AwaitsCanary: true }, _) => "on trial",
        (_, false) => "idle",
        _ => "busy",
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
