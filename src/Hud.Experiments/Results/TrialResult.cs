using System.Collections.Immutable;

namespace Hud.Experiments.Results;

/// <summary>One measured number with what a reader needs to judge it.</summary>
/// <param name="Version">Version of the metric's definition; a table refuses to mix versions.</param>
/// <param name="Floor">The same metric for held-out real crops against the rest of the scene; null where undefined.</param>
/// <param name="Error">Standard error of the value within this trial, where the metric is an estimate that has one.</param>
/// <param name="Remark">One sentence that a reader of the table needs, or null; equal remarks are printed once.</param>
public sealed record MetricValue(
    string Name, int Version, double Value, double? Floor, double? Error = null, string? Remark = null);

/// <summary>What a finished attempt reports and the ledger records.</summary>
/// <param name="Metrics">In the order of the trial's evaluation.</param>
/// <param name="Artifacts">SHA-256 by file name relative to the trial's folder.</param>
/// <param name="Seconds">Wall time by phase.</param>
/// <param name="Environment">Facts that do not change the key but may explain a difference: CPU, library versions.</param>
public sealed record TrialResult(
    ImmutableArray<MetricValue> Metrics,
    ImmutableSortedDictionary<string, string> Artifacts,
    ImmutableSortedDictionary<string, double> Seconds,
    ImmutableSortedDictionary<string, string> Environment);
