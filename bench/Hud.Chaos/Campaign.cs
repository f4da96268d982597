using System.Diagnostics;

namespace Hud.Chaos;

/// <summary>Experiments of short trials on a laboratory under faults: one, and as many more as it takes until the schedule of
/// faults has ended.</summary>
/// <param name="experiment">The file of the first, second, ... experiment, counted from 0.</param>
internal sealed class Campaign(Lab lab, LabApi api, Func<int, string> experiment, IReadOnlyList<Fault> faults, Action<string> say)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250), Gathering = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Fault, TimeSpan> _ended = [], _recovered = [];
    private readonly Dictionary<Fault, IReadOnlyDictionary<string, NodeStanding>> _before = [];
    private readonly List<(Fault, IReadOnlyList<string>, DateTimeOffset)> _begun = [];
    private readonly Stopwatch _clock = new();

    /// <summary>Time from the end of each fault until the coordinator had heard again of every node that it had hit. Nodes speak
    /// every five seconds, so up to that much of it is waiting for the next word.</summary>
    public IReadOnlyDictionary<Fault, TimeSpan> Recovered => _recovered;

    /// <summary>Faults that hit some nodes and not all, whom, and when they began.</summary>
    public IReadOnlyList<(Fault Fault, IReadOnlyList<string> Nodes, DateTimeOffset At)> Begun => _begun;

    /// <summary>From the first submission to the last result or recovery.</summary>
    public TimeSpan Length => _clock.Elapsed;

    /// <summary>Ids of the experiments.</summary>
    public List<string> Experiments { get; } = [];

    /// <summary>Runs to the end.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public void Run(TimeSpan patience)
    {
        Gather();
        Experiments.Add(api.Submit(experiment(0)));
        _clock.Start();
        var (begun, asked, look) = (0, _clock.Elapsed, Task.Run(Ask));
        while (_recovered.Count < faults.Count || !IsDone(look))
        {
            if (_clock.Elapsed > patience) throw new TimeoutException($"not done after {patience}; {Missing()}");
            while (begun < faults.Count && faults[begun].At <= _clock.Elapsed) Begin(faults[begun++]);
            foreach (var fault in faults.Take(begun).Where(f => f.End <= _clock.Elapsed && !_ended.ContainsKey(f))) End(fault);
            if (look.IsCompleted)
            {
                if (look.Result.Nodes is { } nodes) Judge(nodes, asked);
                // Faults that hit a cluster with nothing to do would tell little.
                if (IsDone(look) && begun < faults.Count && api.TrySubmit(experiment(Experiments.Count)) is { } id) Experiments.Add(id);
                if (_recovered.Count < faults.Count || !IsDone(look)) (asked, look) = (_clock.Elapsed, Task.Run(Ask));
            }

            Thread.CurrentThread.Join(Beat);
        }

        _clock.Stop();
    }

    private (IReadOnlyDictionary<string, NodeStanding>? Nodes, string? Done) Ask()
    {
        var last = Experiments[^1];
        return (api.Nodes(), api.IsDone(last) ? last : null);
    }

    private bool IsDone(Task<(IReadOnlyDictionary<string, NodeStanding>? Nodes, string? Done)> look) =>
        look.IsCompleted && look.Result.Done == Experiments[^1];

    private string Missing() => _recovered.Count == faults.Count
        ? $"experiment {Experiments[^1]} is not done"
        : $"not recovered from: {string.Join(", ", _ended.Keys.Where(f => !_recovered.ContainsKey(f)))}";

    private void Begin(Fault fault)
    {
        say(fault.ToString());
        var hit = lab.Plan.Hit(fault).ToList();
        if (hit.Count < lab.Plan.Nodes) _begun.Add((fault, [.. hit.Select(h => lab.Plan.Hosts[h])], TimeProvider.System.GetUtcNow()));
        lab.Begin(fault);
    }

    private void End(Fault fault)
    {
        lab.End(fault);
        _ended[fault] = _clock.Elapsed;
    }

    /// <param name="asked">When the question was put: an answer says nothing about faults that ended later.</param>
    private void Judge(IReadOnlyDictionary<string, NodeStanding> nodes, TimeSpan asked)
    {
        foreach (var (fault, end) in _ended.Where(e => e.Value <= asked && !_recovered.ContainsKey(e.Key)))
        {
            if (_before.TryAdd(fault, nodes)) continue;
            var hit = lab.Plan.Hit(fault).Select(h => lab.Plan.Hosts[h]);
            if (hit.All(n => nodes.GetValueOrDefault(n) is { Serves: true } now && now.LastHeard != _before[fault].GetValueOrDefault(n)?.LastHeard))
                _recovered[fault] = _clock.Elapsed - end;
        }
    }

    private void Gather()
    {
        var clock = Stopwatch.StartNew();
        while (api.Nodes() is not { } nodes || nodes.Count < lab.Plan.Nodes || !nodes.Values.All(n => n.Serves))
        {
            if (clock.Elapsed > Gathering) throw new TimeoutException("never all nodes joined");
            Thread.CurrentThread.Join(Beat);
        }
    }
}
