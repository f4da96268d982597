using System.Globalization;
using Hud.Actors.Coordinator;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;

namespace Hud.Cli.Live;

/// <summary>How trials are called and described to people.</summary>
internal static class TrialText
{
    public static string Name(TrialSpec spec) =>
        string.Create(CultureInfo.InvariantCulture, $"{spec.Method} on {spec.Scene.Name}, seed {spec.Seed}");

    public static string Phase(TrialPhase phase) => phase switch
    {
        TrialPhase.Prepare => "prepare",
        TrialPhase.Train => "train",
        TrialPhase.Sample => "sample",
        TrialPhase.Evaluate => "evaluate",
        _ => "draw",
    };

    public static string Status(TrialView trial) => trial.Status switch
    {
        TrialStatus.Running when trial.Attempt > 1 => $"starts, attempt {trial.Attempt} ({trial.Note})",
        TrialStatus.Running => "starts",
        TrialStatus.Recorded => "done",
        TrialStatus.Failed => $"failed: {Failure(trial)}",
        TrialStatus.Cancelled => trial.Note ?? "cancelled",
        _ when trial.Note is not null => $"waits: {trial.Note}",
        _ => "waits",
    };

    public static string Failure(TrialView trial) => trial.Failure switch
    {
        null => "",
        { Step: { } step } f => string.Create(
            CultureInfo.InvariantCulture, $"{Word(f.Kind)}{f.Message} (step {step}, seed {f.Seed})"),
        var f => $"{Word(f.Kind)}{f.Message}",
    };

    public static string Loss(double? loss) =>
        loss is { } value ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "";

    public static string Left(double? seconds) => seconds switch
    {
        null => "",
        >= 3600 => $"{TimeSpan.FromSeconds(seconds.Value):h\\:mm\\:ss} left",
        >= 0 => $"{TimeSpan.FromSeconds(seconds.Value):m\\:ss} left",
        _ => "",
    };

    private static string Word(FailureKind kind) => kind switch
    {
        FailureKind.Diverged => "diverged: ",
        FailureKind.DiskFull => "disk full: ",
        _ => "",
    };
}
