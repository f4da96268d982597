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
        var before = _picture;
        _picture = RunPicture.Of(experiment);
        if (before is null) Say($"{experiment.Plan.Id}: {_picture.Trials.Length} trials, {_picture.Recorded} recorded");
        else if (_picture.Trials.Length > before.Trials.Length)
            Say($"{experiment.Plan.Id}: {_picture.Trials.Length - before.Trials.Length} more, {_picture.Trials.Length} trials now");
        foreach (var trial in _picture.Trials)
        {
            var known = before?.Trials.FirstOrDefault(t => t.Key == trial.Key);
            if (known is null ? trial.Status == TrialStatus.Running : IsNews(known, trial)) SayStatus(trial);
        }
    }

    public void Changed(TrialView trial)
    {
        if (_picture is null) return;
        var before = _picture.Trials.First(t => t.Key == trial.Key);
        _picture = _picture.With(trial);
        if (IsNews(before, trial)) SayStatus(trial);
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

    private static bool IsNews(TrialView before, TrialView trial) => before.Status != trial.Status || before.Attempt != trial.Attempt;

    private void SayStatus(TrialView trial) =>
        Say($"{TrialText.Name(_picture!.SpecOf(trial.Key))}: {TrialText.Status(trial)} "
            + $"[{trial.Key.Short}, {_picture.Recorded} of {_picture.Trials.Length} done]");
}
