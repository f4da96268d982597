using System.Collections.Immutable;
using Akka.Actor;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public sealed partial class CoordinatorActor
{
    private void Carry(Group group)
    {
        foreach (var (effect, sender) in group.Effects)
        {
            switch (effect)
            {
                case Reply reply: sender.Tell(reply.Message); break;
                case SendOrder order: Tell(order.Node, _watch.Marked(order.Order)); break;
                case SendStop stop: Tell(stop.Node, new NodeProtocol.StopAttempt(stop.Attempt)); break;
                case SendExpectation expect: Tell(expect.Node, expect.Next); break;
                case SendCanary canary: Tell(canary.Node, new NodeProtocol.RunCanary()); break;
                case PublishProgress p:
                    Publish(p.Trial, id => new TrialMoved(id, p.Report.Attempt, p.Report.Progress));
                    break;
                default: throw new InvalidOperationException($"unknown effect {effect.GetType().Name}");
            }
        }
    }

    private void Tell(NodeId node, IHudMessage message)
    {
        if (_nodes.TryGetValue(node, out var actor)) actor.Tell(message);
    }

    private void Remember(NodeId node)
    {
        if (_nodes.TryGetValue(node, out var known) && known.Equals(Sender)) return;
        _nodes[node] = Sender;
        Context.Watch(Sender);
        CoordinatorLog.NodeSeen(_log, node);
    }

    /// <summary>A node out of sight gets nothing new; what it runs stays its own until the lease ends.</summary>
    private void Gone(IActorRef actor)
    {
        _subscriptions.Remove(actor);
        foreach (var (node, _) in _nodes.Where(n => n.Value.Equals(actor)).ToList())
        {
            _nodes.Remove(node);
            _roster = _roster.OutOfSight(node);
            CoordinatorLog.NodeGone(_log, node);
        }
    }

    private void Answer(string experiment, bool subscribe)
    {
        if (!_state.Experiments.TryGetValue(experiment, out var record))
        {
            Sender.Tell(new ExperimentUnknown(experiment));
            return;
        }

        Sender.Tell(View(experiment));
        if (!subscribe) return;
        _subscriptions.Add(Sender, experiment, record.Keys);
        Context.Watch(Sender);
    }

    private ExperimentView View(string experiment)
    {
        var record = _state.Experiments[experiment];
        return new(record.Plan, [.. CoordinatorDecisions.TrialsOf(_state, experiment).Select(t => t.View())])
        {
            Terms = record.Terms,
            Paused = record.Paused,
            Cancelled = record.Cancelled,
        };
    }

    /// <summary>Who follows an experiment sees the plan grow before the end of the trial that made it grow: nobody shall think
    /// that all is over.</summary>
    private void PublishGrowth(IEnumerable<ICoordinatorEvent> facts)
    {
        foreach (var experiment in facts.OfType<PlanExtended>().Select(e => e.Experiment).Distinct())
        {
            var view = View(experiment);
            foreach (var subscriber in _subscriptions.Of(experiment).ToList())
            {
                _subscriptions.Add(subscriber, experiment, _state.Experiments[experiment].Keys);
                subscriber.Tell(view);
            }
        }
    }

    private IEnumerable<TrialKey> TrialsTouched(ICoordinatorEvent e) => e switch
    {
        ExperimentSubmitted s => s.Keys,
        ExperimentResumed r => _state.Experiments[r.Experiment].Keys,
        ExperimentCancelled c => _state.Experiments[c.Experiment].Keys,
        TrialRetried r => [r.Trial],
        NodeQuarantined q => q.Trials,
        TrialAssigned a => [a.Attempt.Trial],
        AttemptLost l => [l.Attempt.Trial],
        TrialFailed f => [f.Attempt.Trial],
        ResultRecorded r => [r.Attempt.Trial],
        RungJudged { Stops: true } j => [j.Attempt.Trial],
        _ => ImmutableArray<TrialKey>.Empty,
    };

    private void Publish(List<ICoordinatorEvent> facts)
    {
        PublishGrowth(facts);
        var published = new HashSet<TrialKey>();
        foreach (var fact in facts)
        {
            // One line for a whole experiment: it may have 100,000 trials.
            if (fact is ExperimentSubmitted s) CoordinatorLog.Submitted(_log, s.Plan.Id, s.Keys.Length);
            foreach (var trial in TrialsTouched(fact))
            {
                if (!published.Add(trial)) continue;
                var view = _state.Trials[trial].View();
                if (fact is not ExperimentSubmitted || view.Status != TrialStatus.Pending)
                    CoordinatorLog.TrialChanged(_log, new AttemptId(trial, view.Attempt), view.Status, view.Note);
                Publish(trial, id => new TrialChanged(id, view));
            }
        }
    }

    private void Publish(TrialKey trial, Func<string, IHudMessage> message)
    {
        foreach (var (subscriber, experiment) in _subscriptions.To(trial)) subscriber.Tell(message(experiment));
    }
}
