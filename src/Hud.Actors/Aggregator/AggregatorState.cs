using Hud.Experiments.Results;

namespace Hud.Actors.Aggregator;

/// <summary>The experiment as tables see it.</summary>
/// <param name="Record">Null until the coordinator was heard.</param>
/// <param name="Dirty">The files are older than the record.</param>
public sealed record AggregatorState(ExperimentRecord? Record, bool Dirty)
{
    public static AggregatorState Empty { get; } = new(null, false);
}
