using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Support;

/// <summary>A coordinator's mind without an actor: state, roster, clock and everything it decided.</summary>
internal sealed class Desk(CoordinatorOptions? options = null)
{
    public Desk(CoordinatorState state)
        : this() => State = state;

    public CoordinatorOptions Options { get; } = options ?? CoordinatorOptions.OneMachine;

    public CoordinatorState State { get; private set; } = CoordinatorState.Empty;

    public Roster Roster { get; private set; } = Roster.Empty;

    public DateTimeOffset Now { get; set; } = Some.Time;

    public List<ICoordinatorEvent> Journal { get; } = [];

    public ImmutableArray<Effect> Effects { get; private set; } = [];

    public Desk Take(ICoordinatorCommand command)
    {
        var decision = CoordinatorDecisions.Decide(State, Roster, command, Now, Options);
        State = decision.Events.Aggregate(State, CoordinatorDecisions.Apply);
        // The actor goes on with what the decision brings along; it must be the same.
        Assert.Equal((State.Queue.Length, State.Orders), (decision.After!.Queue.Length, decision.After.Orders));
        (Roster, Effects) = (decision.Roster, decision.Effects);
        Journal.AddRange(decision.Events);
        return this;
    }

    public Desk Submit(ExperimentPlan plan, string command = "first") => Take(new SubmitExperiment(new(command), plan));

    /// <summary>The usual node with so many CPU slots of 8 threads.</summary>
    public Desk Announce(
        int slots = 1, string life = "life-1", ImmutableArray<AttemptId>? holding = null, long lastOrder = 0,
        bool draining = false) => Announce(Some.Node.Value, Device.Cpus(slots, 8), life, holding, lastOrder, draining);

    public Desk Announce(
        string node, ImmutableArray<Device> devices, string life = "life-1", ImmutableArray<AttemptId>? holding = null,
        long lastOrder = 0, bool draining = false, params ImmutableArray<string> labels) =>
        Take(new AnnounceNode(
            new(node), new(life), NodeOffer.Of(devices, labels), draining,
            [.. (holding ?? []).Select(a => new HeldAttempt(a, "cpu:0"))], lastOrder, Now));

    /// <summary>The cluster has lost sight of the node.</summary>
    public void OutOfSight(NodeId node) => Roster = Roster.OutOfSight(node);

    /// <summary>Time passes in which all nodes stay in sight with what they run.</summary>
    public Desk Pass(TimeSpan time)
    {
        Now += time;
        foreach (var node in Roster.Nodes.Values)
        {
            var held = State.Trials.Values.Where(t => t.Lease?.Node == node.Node).Select(t => new HeldAttempt(t.Current, t.Lease!.Slot));
            Take(new AnnounceNode(node.Node, node.Incarnation, node.Offer, node.Draining, [.. held], State.Orders, Now));
        }

        return this;
    }

    /// <summary>What each trial was handed out as, in order.</summary>
    public IEnumerable<(long Seed, string Node)> Assigned =>
        Journal.OfType<TrialAssigned>().Select(a => (State.Trials[a.Attempt.Trial].Spec.Seed, a.Node.Value));

    public string Why(long seed = 1) =>
        ((WhyAnswer)CoordinatorDecisions.Why(State, Roster, new GetWhy(Some.Key(seed).Value), Now, Options)).Sentence;

    public NodeView Node(string name) =>
        CoordinatorDecisions.Nodes(State, Roster, Options).Nodes.Single(n => n.Node.Value == name);

    /// <summary>All that is volatile is lost, as when the coordinator moves or its process dies.</summary>
    public void Restart() => (State, Roster) = (Journal.Aggregate(CoordinatorState.Empty, CoordinatorDecisions.Apply), Roster.Empty);

    public TrialRecord Trial(long seed = 1) => State.Trials[Some.Key(seed)];

    public T Answer<T>()
        where T : IHudMessage => Effects.OfType<Reply>().Select(r => r.Message).OfType<T>().Single();
}
