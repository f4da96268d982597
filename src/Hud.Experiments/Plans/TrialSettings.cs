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

    /// <summary>The trial with another value.</summary>
    /// <param name="name">A setting that the trial has.</param>
    /// <param name="value">Canonical text.</param>
    public static TrialSpec With(this TrialSpec trial, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(name);
        int Number() => int.Parse(value, CultureInfo.InvariantCulture);
        return name switch
        {
            CommonSettings.Iterations => trial with { Budget = trial.Budget with { Iterations = Number() } },
            CommonSettings.Batch => trial with { Budget = trial.Budget with { Batch = Number() } },
            CommonSettings.CheckpointEvery => trial with { Budget = trial.Budget with { CheckpointEvery = Number() } },
            CommonSettings.Crop => trial with { Budget = trial.Budget with { Crop = Number() } },
            CommonSettings.Count => trial with { Sampling = trial.Sampling with { Count = Number() } },
            CommonSettings.Sampler => trial with { Sampling = trial.Sampling with { Sampler = value } },
            CommonSettings.Steps => trial with { Sampling = trial.Sampling with { Steps = Number() } },
            CommonSettings.Block => trial with { Evaluation = trial.Evaluation with { Block = Number() } },
            CommonSettings.Features => trial with { Evaluation = trial.Evaluation with { Features = Number() } },
            CommonSettings.Threads => trial with { Threads = Number() },
            _ => trial with { Options = trial.Options.SetItem(name[(trial.Method.Length + 1)..], value) },
        };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
