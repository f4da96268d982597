using Akka.Actor;
using Hud.Experiments.Plans;

namespace Hud.Actors.Coordinator;

/// <summary>Who wants to hear of which experiment; forgotten when the coordinator stops.</summary>
internal sealed class Subscriptions
{
    private readonly Dictionary<(IActorRef Subscriber, string Experiment), HashSet<TrialKey>> _trials = [];

    public void Add(IActorRef subscriber, string experiment, IEnumerable<TrialKey> trials) =>
        _trials[(subscriber, experiment)] = [.. trials];

    public void Remove(IActorRef subscriber)
    {
        foreach (var key in _trials.Keys.Where(k => k.Subscriber.Equals(subscriber)).ToList()) _trials.Remove(key);
    }

    public IEnumerable<IActorRef> Of(string experiment) =>
        _trials.Keys.Where(k => k.Experiment == experiment).Select(k => k.Subscriber);

    public IEnumerable<(IActorRef Subscriber, string Experiment)> To(TrialKey trial) =>
        _trials.Where(s => s.Value.Contains(trial)).Select(s => s.Key);
}
