using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

/// <summary>Since when each trial could have started: its experiment was submitted or resumed, it was lost, or a person
/// retried it. What happened before <paramref name="since"/> counts from then on.</summary>
internal sealed class QueueClock(DateTimeOffset since)
{
    private readonly Dictionary<string, DateTimeOffset> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<TrialKey, DateTimeOffset> _again = [];

    /// <returns>For an assignment, the moment from which the trial waited.</returns>
    public DateTimeOffset? Take(ICoordinatorEvent fact)
    {
        switch (fact)
        {
            case ExperimentSubmitted e: _asked[e.Plan.Id] = e.At; return null;
            case ExperimentResumed e: _asked[e.Experiment] = e.At; return null;
            case ExperimentContinued e: _asked[e.Experiment] = e.At; return null;
            case AttemptLost e: _again[e.Attempt.Trial] = e.At; return null;
            case PlanExtended e:
                foreach (var key in e.Keys) _again[key] = e.At;
                return null;
            case RungJudged { Stops: true } e: _again.Remove(e.Attempt.Trial); return null;
            case TrialRetried e: _again[e.Trial] = e.At; return null;
            case TrialFailed e: _again.Remove(e.Attempt.Trial); return null;
            case ResultRecorded e: _again.Remove(e.Attempt.Trial); return null;
            case TrialAssigned e: return Since(e);
            default: return null;
        }
    }

    private DateTimeOffset Since(TrialAssigned e)
    {
        var latest = since;
        if (e.Experiment is { } owner && _asked.TryGetValue(owner, out var asked) && asked > latest) latest = asked;
        if (_again.Remove(e.Attempt.Trial, out var again) && again > latest) latest = again;
        return latest < e.At ? latest : e.At;
    }
}
