using System.Globalization;

namespace Hud.Chaos;

/// <summary>Faults, recoveries and their cost in several campaigns, as Markdown.</summary>
internal sealed class ChaosReport
{
    private readonly List<(FaultKind Kind, TimeSpan Recovery)> _faults = [];
    private readonly List<Loss> _losses = [];
    private readonly List<string> _wrong = [];
    private TimeSpan _length;
    private int _campaigns, _trials, _attempts, _restarts;
    private long _steps, _repeated;

    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>Of all campaigns, without what comes before and after.</summary>
    public TimeSpan Length => _length;

    /// <summary>Kinds of those that were recovered from.</summary>
    public IEnumerable<FaultKind> Kinds => _faults.Select(f => f.Kind).Distinct();

    public void Add(Campaign campaign, IReadOnlyList<AttemptEvent> events, int steps, int restarts, IEnumerable<string> wrong)
    {
        _campaigns++;
        _length += campaign.Length;
        var trials = events.Where(e => e.Manifest == "rr").DistinctBy(e => e.Trial).Count();
        _trials += trials;
        _steps += (long)trials * steps;
        _attempts += events.Count(e => e.Manifest == "ta");
        _restarts += restarts;
        _repeated += Aftermath.StepsRepeated(events);
        _losses.AddRange(Aftermath.Losses(events, campaign.Begun));
        _faults.AddRange(campaign.Recovered.Select(r => (r.Key.Kind, r.Value)));
        _wrong.AddRange(wrong);
    }

    public string Markdown()
    {
        var again = _attempts - _trials;
        var lines = new List<string>
        {
            $"{_campaigns} campaigns, {_trials} trials, {_faults.Count} faults in {_length.TotalMinutes:F0} minutes; {_wrong.Count} claims broken.",
            string.Create(CultureInfo.InvariantCulture,
                $"{again} attempts were lost and repeated, {_restarts} processes started again. Of {_steps} training steps {_repeated} checkpointed "
                + $"ones were taken twice ({100.0 * _repeated / Math.Max(1, _steps):F1} %), and fewer than {Aftermath.CheckpointEvery} more per lost attempt."),
            "",
            "| fault | times | recovery: median | worst | attempts lost | given up: median | worst | handed out again: median | worst | elsewhere |",
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        };
        foreach (var kind in _faults.GroupBy(f => f.Kind).OrderBy(g => g.Key))
        {
            var losses = _losses.Where(l => l.Kind == kind.Key).ToList();
            lines.Add($"| {kind.Key} | {kind.Count()} | {Seconds(kind.Select(f => f.Recovery))} | {losses.Count} "
                + $"| {Seconds(losses.Select(l => l.Detected))} | {Seconds(losses.Select(l => l.Resumed).OfType<TimeSpan>())} | {losses.Count(l => l.Elsewhere)} |");
        }

        return string.Join('\n', [.. lines, .. _wrong.Select(w => $"\n**Broken:** {w}"), ""]);
    }

    private static string Seconds(IEnumerable<TimeSpan> times)
    {
        var seconds = times.Select(t => t.TotalSeconds).Order().ToList();
        return seconds.Count == 0
            ? "| "
            : string.Create(CultureInfo.InvariantCulture, $"{seconds[seconds.Count / 2]:F1} s | {seconds[^1]:F1} s");
    }
}
