using System.Globalization;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;

namespace Hud.Cli.Live;

/// <summary>One line for every change; for pipes, logs and dumb terminals.</summary>
internal sealed class PlainView(TextWriter output, TimeProvider time) : IRunView
{
    /// <summary>Between two lines of one phase.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<AttemptId, (TrialPhase Phase, long At)> _said = [];
    private RunPicture? _picture;

    public void Show(CoordinatorProtocol.ExperimentView experiment)
    {
        var first = _picture is null;
        _picture = RunPicture.Of(experiment);
        if (!first) return;
        Say($"{experiment.Plan.Id}: {_picture.Trials.Length} trials, {_picture.Recorded} recorded");
        foreach (var trial in _picture.Trials.Where(t => t.Status == TrialStatus.Running)) SayStatus(trial);
    }

    public void Changed(TrialView trial)
    {
        if (_picture is null) return;
        var before = _picture.Trials.First(t => t.Key == trial.Key);
        _picture = _picture.With(trial);
        if (before.Status != trial.Status || before.Attempt != trial.Attempt) SayStatus(trial);
    }

    public void Moved(AttemptId attempt, ChildProgress progress)
    {
        if (_picture is null) return;
        var known = _said.TryGetValue(attempt, out var last) && last.Phase == progress.Phase;
        if (known && progress.Step < progress.Of && time.GetElapsedTime(last.At) < Interval) return;
        _said[attempt] = (progress.Phase, time.GetTimestamp());
        var parts = new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"{TrialText.Phase(progress.Phase)} {progress.Step}/{progress.Of}"),
            progress.Loss is null ? "" : $"loss {TrialText.Loss(progress.Loss)}",
            TrialText.Left(progress.SecondsLeft),
        };
        Say($"{TrialText.Name(_picture.SpecOf(attempt.Trial))}: {string.Join(", ", parts.Where(p => p.Length > 0))}");
    }

    public void Say(string line) => output.WriteLine(line);

    public void Dispose() => output.Flush();

    private void SayStatus(TrialView trial) =>
        Say($"{TrialText.Name(_picture!.SpecOf(trial.Key))}: {TrialText.Status(trial)} "
            + $"[{trial.Key.Short}, {_picture.Recorded} of {_picture.Trials.Length} done]");
}
