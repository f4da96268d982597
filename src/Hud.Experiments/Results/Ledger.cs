using System.Collections.Immutable;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Results;

/// <summary>The recorded results: at most one for each trial, the first that came.</summary>
public sealed class Ledger
{
    public static Ledger Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, TrialResult>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, TrialResult> _results;

    private Ledger(ImmutableSortedDictionary<string, TrialResult> results, ImmutableSortedDictionary<string, string> stopped) =>
        (_results, Stopped) = (results, stopped);

    public int Count => _results.Count;

    /// <summary>In the order of the keys' text.</summary>
    public IEnumerable<(TrialKey Key, TrialResult Result)> Results => _results.Select(r => (new TrialKey(r.Key), r.Value));

    /// <summary>Why trials were stopped early, by key; none of them has a result.</summary>
    public ImmutableSortedDictionary<string, string> Stopped { get; }

    public bool Contains(TrialKey key) => _results.ContainsKey(key.Value);

    public TrialResult? Find(TrialKey key) => _results.GetValueOrDefault(key.Value);

    /// <summary>The ledger with the result; a trial that already has one keeps it (a late attempt changes nothing).</summary>
    public Ledger Add(TrialKey key, TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Contains(key) ? this : new Ledger(_results.Add(key.Value, result), Stopped.Remove(key.Value));
    }

    /// <summary>The ledger with a trial that was stopped early; one that has a result, or is known to be stopped, stays as it is.</summary>
    public Ledger Stop(TrialKey key, string why) =>
        Contains(key) || Stopped.ContainsKey(key.Value) ? this : new Ledger(_results, Stopped.Add(key.Value, why));
}
