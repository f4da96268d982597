using System.Collections.Immutable;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Results;

/// <summary>The recorded results: at most one for each trial, the first that came.</summary>
public sealed class Ledger
{
    public static Ledger Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, TrialResult>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, TrialResult> _results;

    private Ledger(ImmutableSortedDictionary<string, TrialResult> results) => _results = results;

    public int Count => _results.Count;

    /// <summary>In the order of the keys' text.</summary>
    public IEnumerable<(TrialKey Key, TrialResult Result)> Results => _results.Select(r => (new TrialKey(r.Key), r.Value));

    public bool Contains(TrialKey key) => _results.ContainsKey(key.Value);

    public TrialResult? Find(TrialKey key) => _results.GetValueOrDefault(key.Value);

    /// <summary>The ledger with the result; a trial that already has one keeps it (a late attempt changes nothing).</summary>
    public Ledger Add(TrialKey key, TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Contains(key) ? this : new Ledger(_results.Add(key.Value, result));
    }
}
