using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Actors.Coordinator;

/// <summary>What results and learning curves lead to.</summary>
public static partial class CoordinatorProtocol
{
    /// <summary>Trials that follow from results so far: the next points of a search, further seeds of undecided cells.</summary>
    /// <param name="Keys">Of the trials, in their order.</param>
    public sealed record PlanExtended(
        string Experiment, ImmutableArray<TrialSpec> Trials, ImmutableArray<TrialKey> Keys, DateTimeOffset At) : ICoordinatorEvent;

    /// <summary>A trial of a search has passed a rung, and goes on or is stopped.</summary>
    /// <param name="Rung">Number among the search's rungs, from 0.</param>
    /// <param name="Step">Where the loss is from: the rung's step, or a later one where that was not heard.</param>
    /// <param name="Loss">Running training loss.</param>
    /// <param name="Why">The comparison in words.</param>
    public sealed record RungJudged(
        AttemptId Attempt, string Experiment, int Rung, long Step, double Loss, bool Stops, string Why,
        DateTimeOffset At) : ICoordinatorEvent;
}
