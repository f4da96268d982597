using System.Globalization;

namespace Hud.Chaos;

/// <summary>Faults and recoveries of several campaigns, as Markdown.</summary>
internal sealed class ChaosReport
{
    private readonly List<(FaultKind Kind, TimeSpan Recovery)> _faults = [];
    private readonly List<string> _wrong = [];
    private int _campaigns, _trials, _attempts, _restarts;

    public IReadOnlyList<string> Wrong => _wrong;

    public int Faults => _faults.Count;

    public void Add(Campaign campaign, int trials, int restarts, IEnumerable<string> wrong)
    {
        _campaigns++;
        _trials += trials;
        _attempts += campaign.Attempts;
        _restarts += restarts;
        _faults.AddRange(campaign.Recovered.Select(r => (r.Key.Kind, r.Value)));
        _wrong.AddRange(wrong);
    }

    public string Markdown(TimeSpan length)
    {
        var lines = new List<string>
        {
            $"{_campaigns} campaigns, {_trials} trials, {_faults.Count} faults in {length.TotalMinutes:F0} minutes; "
            + $"{_attempts - _trials} attempts repeated, {_restarts} processes started again; {_wrong.Count} claims broken.",
            "",
            "| fault | times | median recovery | worst |",
            "|---|---:|---:|---:|",
        };
        foreach (var kind in _faults.GroupBy(f => f.Kind).OrderBy(g => g.Key))
        {
            var seconds = kind.Select(f => f.Recovery.TotalSeconds).Order().ToList();
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"| {kind.Key} | {seconds.Count} | {seconds[seconds.Count / 2]:F1} s | {seconds[^1]:F1} s |"));
        }

        return string.Join('\n', [.. lines, .. _wrong.Select(w => $"\n**Broken:** {w}"), ""]);
    }
}
