using System.Globalization;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Plans;

/// <summary>Settings of a trial by the name that experiment files give them.</summary>
public static class TrialSettings
{
    /// <param name="name">"budget.batch", "block", ..., or "method.option".</param>
    /// <returns>Canonical text, or null where the trial's method has no such setting.</returns>
    public static string? Setting(this TrialSpec trial, string name)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(name);
        return name switch
        {
            CommonSettings.Iterations => Text(trial.Budget.Iterations),
            CommonSettings.Batch => Text(trial.Budget.Batch),
            CommonSettings.CheckpointEvery => Text(trial.Budget.CheckpointEvery),
            CommonSettings.Crop => Text(trial.Budget.Crop),
            CommonSettings.Count => Text(trial.Sampling.Count),
            CommonSettings.Sampler => trial.Sampling.Sampler,
            CommonSettings.Steps => Text(trial.Sampling.Steps),
            CommonSettings.Block => Text(trial.Evaluation.Block),
            CommonSettings.Features => Text(trial.Evaluation.Features),
            CommonSettings.Threads => Text(trial.Threads),
            _ => name.StartsWith(trial.Method + ".", StringComparison.Ordinal)
                ? trial.Options.GetValueOrDefault(name[(trial.Method.Length + 1)..])
                : null,
        };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
