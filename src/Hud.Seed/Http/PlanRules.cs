using System.Text.RegularExpressions;
using Hud.Actors.Coordinator;
using Hud.Experiments.Plans;

namespace Hud.Seed.Http;

/// <summary>What a submission must be before it reaches the coordinator: the journal keeps it for ever, and its id names
/// folders.</summary>
internal static partial class PlanRules
{
    private const int MaximumTrials = 1_000_000;

    /// <returns>The rule that is broken; null for a sound submission.</returns>
    public static string? Broken(CoordinatorProtocol.SubmitExperiment? submission)
    {
        if (submission is not { Plan: { } plan, Command.Value: { } command }) return "'command' and 'plan' are needed";
        if (!Name().IsMatch(command)) return "'command' must have 1 to 128 letters, digits, '-', '_' or '.'";
        if (plan.Id is null || !Name().IsMatch(plan.Id)) return "'plan.id' must have 1 to 128 letters, digits, '-', '_' or '.', and begin with a letter or digit";
        if (plan.Trials is not { IsDefaultOrEmpty: false, Length: <= MaximumTrials }) return $"'plan.trials' must hold 1 to {MaximumTrials} trials";
        if (plan.Name is null || plan.Trials.Any(IsIncomplete)) return "'plan' is incomplete";
        if (plan.Terms is { } terms && !IsPossible(terms)) return "'plan.terms' is out of range";
        if (GrowthRules.Broken(plan) is { } rule) return $"'plan': {rule}";
        return plan.Trials.Select(TrialKey.Of).Distinct().Count() == plan.Trials.Length ? null : "'plan.trials' holds a trial twice";
    }

    private static bool IsIncomplete(TrialSpec? trial) => trial is not
    {
        Scene: { Name: not null, Sha256: not null }, Method: not null, Budget: not null, Sampling.Sampler: not null,
        Evaluation.Metrics.IsDefault: false, Options: not null, Threads: > 0,
    };

    private static bool IsPossible(ExperimentTerms terms) =>
        terms.Priority is >= ExperimentTerms.LowestPriority and <= ExperimentTerms.HighestPriority
        && (terms.TrialTimeout is not { } timeout || timeout > TimeSpan.Zero)
        && (terms.Requires?.Labels.All(l => l is not null) ?? true);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
