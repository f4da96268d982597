using System.Collections.Immutable;
using System.Globalization;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Search;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<double>> NoLosses =
        ImmutableSortedDictionary.Create<string, ImmutableArray<double>>(StringComparer.Ordinal);

    /// <summary>Judges an attempt on the rungs that its progress has passed, each once in the trial's life.</summary>
    private static ImmutableArray<ICoordinatorEvent> Judge(CoordinatorState state, ReportProgress c, DateTimeOffset now)
    {
        if (c.Progress is not { Phase: TrialPhase.Train, Loss: { } loss } || !IsCurrent(state, c.Attempt, c.Node)
            || Stopping(state, c.Attempt.Trial) is not var (experiment, record, rule))
        {
            return [];
        }

        var losses = record.RungLosses ?? NoLosses;
        var own = losses.GetValueOrDefault(c.Attempt.Trial.Value, []);
        var events = ImmutableArray.CreateBuilder<ICoordinatorEvent>();
        for (var rung = own.Length; rung < rule.Rungs.Length && rule.Rungs[rung] <= c.Progress.Step; rung++)
        {
            own = own.Add(loss);
            var others = losses.Where(l => l.Key != c.Attempt.Trial.Value && l.Value.Length > rung).Select(l => l.Value[rung]).ToList();
            var verdict = rule.Judge(own, others);
            var stops = verdict.Stops && IsStoppable(state, c.Attempt.Trial);
            events.Add(new RungJudged(c.Attempt, experiment, rung, c.Progress.Step, loss, stops, verdict.Why, now));
            if (stops) break;
        }

        return events.ToImmutable();
    }

    /// <summary>The search whose rule holds for the trial; null where none does. Progress is by far the most frequent news: the usual
    /// plan is told by its first look.</summary>
    private static (string Experiment, PlanRecord Record, StopRule Rule)? Stopping(CoordinatorState state, TrialKey trial)
    {
        foreach (var experiment in state.Agenda.Places[trial].Experiments)
        {
            if (state.Experiments[experiment] is { Cancelled: false, Plan.Search.Stop: { } rule } record) return (experiment, record, rule);
        }

        return null;
    }

    /// <summary>What an experiment wants that stops nothing, such as a main table, goes to its end.</summary>
    private static bool IsStoppable(CoordinatorState state, TrialKey trial) =>
        Wanting(state, trial).All(e => e.Plan.Search?.Stop is not null);

    private static CoordinatorState Judged(CoordinatorState state, RungJudged e)
    {
        var key = e.Attempt.Trial;
        state = With(state, e.Experiment, p => p with
        {
            RungLosses = (p.RungLosses ?? NoLosses).SetItem(key.Value, (p.RungLosses ?? NoLosses).GetValueOrDefault(key.Value, []).Add(e.Loss)),
        });
        return e.Stops
            ? With(state, key, t => t with
            {
                Status = TrialStatus.Cancelled,
                StoppedEarly = true,
                Lease = null,
                Note = string.Create(CultureInfo.InvariantCulture, $"stopped early at step {e.Step}: {e.Why}"),
            })
            : state;
    }
}
