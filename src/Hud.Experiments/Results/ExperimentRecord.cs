using Hud.Experiments.Plans;

namespace Hud.Experiments.Results;

/// <summary>A plan and what is known of it: all that tables need.</summary>
public sealed record ExperimentRecord(ExperimentPlan Plan, Ledger Ledger);
