using Hud.Experiments.Plans;

namespace Hud.Actors.Protocol;

/// <summary>One execution of a trial. The number is the fencing token: only the trial's latest attempt may
/// change anything.</summary>
/// <param name="Number">1 for the first attempt.</param>
public readonly record struct AttemptId(TrialKey Trial, int Number)
{
    public override string ToString() => $"{Trial.Short}#{Number}";
}
